"""The durable queue and the worker: every plan, comparison and message is carried out here."""
