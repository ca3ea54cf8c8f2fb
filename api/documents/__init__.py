"""From what was sent to a stored version, and from stored documents to a plan that is asked for."""
