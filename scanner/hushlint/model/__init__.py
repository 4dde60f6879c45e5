"""The values that flow through the pipeline; `blob` is light enough for the clean path, the rest is not."""
