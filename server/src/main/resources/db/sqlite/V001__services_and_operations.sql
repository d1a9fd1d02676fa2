-- Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE service (
  id                 TEXT PRIMARY KEY,
  account_id         TEXT NOT NULL,
  region             TEXT NOT NULL,
  name               TEXT NOT NULL,
  host               TEXT NOT NULL UNIQUE,
  status             TEXT NOT NULL,
  operation_id       TEXT NOT NULL DEFAULT '',
  version            INTEGER NOT NULL,
  serving_version    INTEGER,
  tags               TEXT NOT NULL,
  encryption_key_arn TEXT,
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  deleted_at         INTEGER
);

-- A name is free again only after the deletion finished.
CREATE UNIQUE INDEX service_living_name ON service (account_id, region, name) WHERE deleted_at IS NULL;
CREATE INDEX service_name ON service (account_id, region, name, created_at);
CREATE INDEX service_order ON service (account_id, region, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE service_version (
  service_id    TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  configuration TEXT NOT NULL,
  image_id      TEXT,
  image_digest  TEXT,
  created_at    INTEGER NOT NULL,
  PRIMARY KEY (service_id, number)
);

CREATE TABLE operation (
  id         TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  type       TEXT NOT NULL,
  status     TEXT NOT NULL,
  failure    TEXT,
  started_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ended_at   INTEGER
);

CREATE INDEX operation_order ON operation (service_id, started_at DESC, id DESC);
CREATE INDEX operation_unfinished ON operation (started_at) WHERE ended_at IS NULL;

CREATE TABLE operation_step (
  operation_id TEXT NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  completed    INTEGER NOT NULL DEFAULT 0,
  output       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (operation_id, name)
);

CREATE TABLE instance (
  id         TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  version    INTEGER NOT NULL,
  phase      TEXT NOT NULL,
  handle     TEXT,
  created_at INTEGER NOT NULL
);

CREATE INDEX instance_service ON instance (service_id, created_at);
