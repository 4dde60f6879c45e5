"""From candidate to secret: capture, placeholders, entropy, checksum, composites."""
