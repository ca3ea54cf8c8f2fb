"""What the steps Run and Plan are made of."""
