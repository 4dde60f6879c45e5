"""Who said that a finding does not count, and why: pragmas and excluded paths; and the fingerprint that names it."""
