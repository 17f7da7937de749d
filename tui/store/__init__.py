"""What is kept on the disk: the database, and small files beside it."""
