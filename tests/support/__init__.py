"""What tests share: an isolated environment, real git repositories, and secrets that are made at run time."""
