"""The multi-pattern engine: from rules to engine patterns, from bytes to candidates."""
