"""Where a secret stands, and what that says of it."""
