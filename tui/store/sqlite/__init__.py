"""The SQLite database of a data folder: opening, tables, damage, backups, and all that is kept in it."""
