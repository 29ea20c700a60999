"""newsarchive keeps news articles in one local SQLite file."""
