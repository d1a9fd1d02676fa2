-- Times are milliseconds since 1970-01-01T00:00:00Z. Text orders byte by byte, as SQLite's does.

CREATE TABLE service (
  id                 TEXT COLLATE "C" PRIMARY KEY,
  account_id         TEXT COLLATE "C" NOT NULL,
  region             TEXT COLLATE "C" NOT NULL,
  name               TEXT COLLATE "C" NOT NULL,
  host               TEXT COLLATE "C" NOT NULL UNIQUE,
  status             TEXT COLLATE "C" NOT NULL,
  operation_id       TEXT COLLATE "C" NOT NULL DEFAULT '',
  version            INTEGER NOT NULL,
  serving_version    INTEGER,
  tags               TEXT COLLATE "C" NOT NULL,
  encryption_key_arn TEXT COLLATE "C",
  created_at         BIGINT NOT NULL,
  updated_at         BIGINT NOT NULL,
  deleted_at         BIGINT
);

-- A name is free again only after the deletion finished.
CREATE UNIQUE INDEX service_living_name ON service (account_id, region, name) WHERE deleted_at IS NULL;
CREATE INDEX service_name ON service (account_id, region, name, created_at);
CREATE INDEX service_order ON service (account_id, region, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE service_version (
  service_id    TEXT COLLATE "C" NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  configuration TEXT COLLATE "C" NOT NULL,
  image_id      TEXT COLLATE "C",
  image_digest  TEXT COLLATE "C",
  created_at    BIGINT NOT NULL,
  PRIMARY KEY (service_id, number)
);

CREATE TABLE operation (
  id         TEXT COLLATE "C" PRIMARY KEY,
  service_id TEXT COLLATE "C" NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  type       TEXT COLLATE "C" NOT NULL,
  status     TEXT COLLATE "C" NOT NULL,
  failure    TEXT COLLATE "C",
  started_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  ended_at   BIGINT
);

CREATE INDEX operation_order ON operation (service_id, started_at DESC, id DESC);
CREATE INDEX operation_unfinished ON operation (started_at) WHERE ended_at IS NULL;

CREATE TABLE operation_step (
  operation_id TEXT COLLATE "C" NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  name         TEXT COLLATE "C" NOT NULL,
  completed    INTEGER NOT NULL DEFAULT 0,
  output       TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (operation_id, name)
);

CREATE TABLE instance (
  id         TEXT COLLATE "C" PRIMARY KEY,
  service_id TEXT COLLATE "C" NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  version    INTEGER NOT NULL,
  phase      TEXT COLLATE "C" NOT NULL,
  handle     TEXT COLLATE "C",
  created_at BIGINT NOT NULL
);

CREATE INDEX instance_service ON instance (service_id, created_at);
