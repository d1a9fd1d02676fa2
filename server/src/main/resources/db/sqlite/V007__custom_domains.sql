CREATE TABLE custom_domain (
  service_id TEXT NOT NULL REFERENCES service (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  region     TEXT NOT NULL,
  name       TEXT NOT NULL,
  with_www   INTEGER NOT NULL,
  records    TEXT NOT NULL,
  status     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (service_id, name)
);

CREATE INDEX custom_domain_region ON custom_domain (account_id, region, name);
