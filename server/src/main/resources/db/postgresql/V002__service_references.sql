-- Which resources a version of a service uses, so that they are not deleted under it.
CREATE TABLE service_reference (
  service_id TEXT COLLATE "C" NOT NULL,
  version    INTEGER NOT NULL,
  arn        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (service_id, version, arn),
  FOREIGN KEY (service_id, version) REFERENCES service_version (service_id, number) ON DELETE CASCADE
);

CREATE INDEX service_reference_arn ON service_reference (arn);
