-- Which resources a version of a service uses, so that they are not deleted under it.
CREATE TABLE service_reference (
  service_id TEXT NOT NULL,
  version    INTEGER NOT NULL,
  arn        TEXT NOT NULL,
  PRIMARY KEY (service_id, version, arn),
  FOREIGN KEY (service_id, version) REFERENCES service_version (service_id, number) ON DELETE CASCADE
);

CREATE INDEX service_reference_arn ON service_reference (arn);

INSERT INTO service_reference (service_id, version, arn)
SELECT service_id, number, json_extract(configuration, '$.autoScalingConfigurationArn') FROM service_version;
