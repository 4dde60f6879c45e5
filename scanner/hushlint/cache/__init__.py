"""Files in the user's cache folder: compiled plans and policy results."""
