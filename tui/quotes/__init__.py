"""The collection: quotes, their anchors, changes and their undoing."""
