"""Repository rules over a Snapshot; `files` is light enough for the clean path, the rest is not."""
