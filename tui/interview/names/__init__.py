"""What a few words look like: a name, a role, a field of a form, a clause; and the words that tell it."""
