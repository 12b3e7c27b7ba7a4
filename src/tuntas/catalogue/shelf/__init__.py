"""The modules of the house and their texts, without a database: found, read, compared."""
