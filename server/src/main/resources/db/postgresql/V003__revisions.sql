-- Auto scaling configurations, observability configurations and VPC connectors.
CREATE TABLE revision (
  sequence   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  arn        TEXT COLLATE "C" NOT NULL UNIQUE,
  kind       TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  region     TEXT COLLATE "C" NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  number     INTEGER NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  settings   TEXT COLLATE "C" NOT NULL,
  tags       TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  deleted_at BIGINT
);

-- A number is used again only after a whole name was deleted.
CREATE UNIQUE INDEX revision_active ON revision (kind, account_id, region, name, number) WHERE deleted_at IS NULL;

-- The revision that new services use. A row is there once a world has its built-in configuration.
CREATE TABLE default_revision (
  kind       TEXT COLLATE "C" NOT NULL,
  account_id TEXT COLLATE "C" NOT NULL,
  region     TEXT COLLATE "C" NOT NULL,
  arn        TEXT COLLATE "C" NOT NULL REFERENCES revision (arn),
  PRIMARY KEY (kind, account_id, region)
);
