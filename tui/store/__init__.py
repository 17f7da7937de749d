"""The one SQLite database: connection, schema, migrations, backup, reading positions."""
