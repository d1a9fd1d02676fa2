-- What servers on one PostgreSQL database have in common: the first one's files, and marks of what is in them.
CREATE TABLE installation (
  file TEXT PRIMARY KEY,
  mark TEXT NOT NULL
);
