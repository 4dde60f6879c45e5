"""Where blobs and their occurrences come from: the index, a range, a folder; and the snapshots that policy reads."""
