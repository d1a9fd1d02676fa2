CREATE TABLE vpc_ingress_connection (
  arn             TEXT PRIMARY KEY,
  account_id      TEXT NOT NULL,
  region          TEXT NOT NULL,
  name            TEXT NOT NULL,
  id              TEXT NOT NULL,
  service_arn     TEXT NOT NULL,
  domain_name     TEXT NOT NULL UNIQUE,
  vpc_id          TEXT NOT NULL,
  vpc_endpoint_id TEXT NOT NULL,
  status          TEXT NOT NULL,
  tags            TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  deleted_at      INTEGER
);

CREATE UNIQUE INDEX vpc_ingress_connection_name ON vpc_ingress_connection (account_id, region, name) WHERE deleted_at IS NULL;
CREATE INDEX vpc_ingress_connection_service ON vpc_ingress_connection (service_arn) WHERE deleted_at IS NULL;
