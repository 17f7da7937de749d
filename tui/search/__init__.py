"""A query becomes ranked passages."""
