"""Histories, ranges and large folders: many objects at a time, by several processes, with progress and an end."""
