CREATE TABLE custom_domain (
  service_id TEXT COLLATE "C" NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  account_id TEXT COLLATE "C" NOT NULL,
  region     TEXT COLLATE "C" NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  with_www   BOOLEAN NOT NULL,
  records    TEXT COLLATE "C" NOT NULL,
  status     TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (service_id, name)
);

CREATE INDEX custom_domain_region ON custom_domain (account_id, region, name);
