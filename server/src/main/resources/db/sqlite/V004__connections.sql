CREATE TABLE connection (
  arn         TEXT PRIMARY KEY,
  account_id  TEXT NOT NULL,
  region      TEXT NOT NULL,
  name        TEXT NOT NULL,
  id          TEXT NOT NULL,
  provider    TEXT NOT NULL,
  status      TEXT NOT NULL,
  credentials BLOB,
  tags        TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  UNIQUE (account_id, region, name)
);
