"""From bytes to text: encodings, lines and columns."""
