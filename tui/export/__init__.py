"""Quotes become Markdown, JSON, CSV or whatever a template of the user's own says."""
