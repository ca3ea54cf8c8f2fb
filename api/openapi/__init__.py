"""The description of the API, worked out from the routes."""
