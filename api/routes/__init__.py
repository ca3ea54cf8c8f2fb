"""Handlers of a few lines, a module for each resource."""
