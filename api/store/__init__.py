"""What the service remembers, in one database."""
