"""hushlint: a git pre-commit secret scanner and secrets-policy linter."""

__version__ = "0.1.0"
