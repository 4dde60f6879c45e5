"""From a report to the text that people and platforms read: redacted, masked, escaped, one formatter a file."""
