"""What a page of ours may load, wherever it is opened: its own styles, and nothing from anywhere."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""As a `Content-Security-Policy`."""
