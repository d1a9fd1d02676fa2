-- Auto scaling configurations, observability configurations and VPC connectors.
CREATE TABLE revision (
  sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
  arn        TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  account_id TEXT NOT NULL,
  region     TEXT NOT NULL,
  name       TEXT NOT NULL,
  number     INTEGER NOT NULL,
  id         TEXT NOT NULL,
  settings   TEXT NOT NULL,
  tags       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
);

-- A number is used again only after a whole name was deleted.
CREATE UNIQUE INDEX revision_active ON revision (kind, account_id, region, name, number) WHERE deleted_at IS NULL;

-- The revision that new services use. A row is there once a world has its built-in configuration.
CREATE TABLE default_revision (
  kind       TEXT NOT NULL,
  account_id TEXT NOT NULL,
  region     TEXT NOT NULL,
  arn        TEXT NOT NULL REFERENCES revision (arn),
  PRIMARY KEY (kind, account_id, region)
);
