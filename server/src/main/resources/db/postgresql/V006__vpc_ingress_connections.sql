CREATE TABLE vpc_ingress_connection (
  arn             TEXT COLLATE "C" PRIMARY KEY,
  account_id      TEXT COLLATE "C" NOT NULL,
  region          TEXT COLLATE "C" NOT NULL,
  name            TEXT COLLATE "C" NOT NULL,
  id              TEXT COLLATE "C" NOT NULL,
  service_arn     TEXT COLLATE "C" NOT NULL,
  domain_name     TEXT COLLATE "C" NOT NULL UNIQUE,
  vpc_id          TEXT COLLATE "C" NOT NULL,
  vpc_endpoint_id TEXT COLLATE "C" NOT NULL,
  status          TEXT COLLATE "C" NOT NULL,
  tags            TEXT COLLATE "C" NOT NULL,
  created_at      BIGINT NOT NULL,
  deleted_at      BIGINT
);

CREATE UNIQUE INDEX vpc_ingress_connection_name ON vpc_ingress_connection (account_id, region, name) WHERE deleted_at IS NULL;
CREATE INDEX vpc_ingress_connection_service ON vpc_ingress_connection (service_arn) WHERE deleted_at IS NULL;
