-- Servers that share this database; each counts its beat up for as long as it lives.
CREATE TABLE member (
  id       TEXT COLLATE "C" PRIMARY KEY,
  sequence BIGINT NOT NULL,
  beat     BIGINT NOT NULL
);

-- The server that runs an operation. It counts only while that server is a member.
ALTER TABLE operation ADD COLUMN server_id TEXT COLLATE "C";
ALTER TABLE operation ADD COLUMN cancel_requested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN irrevocable INTEGER NOT NULL DEFAULT 0;

-- When a version first got traffic, and which one it brings back.
ALTER TABLE service_version ADD COLUMN deployed_at BIGINT;
ALTER TABLE service_version ADD COLUMN restored_version INTEGER;

-- A deployment that a trigger asked for while another operation ran.
CREATE TABLE waiting_deployment (
  service_id   TEXT COLLATE "C" PRIMARY KEY REFERENCES service (id) ON DELETE CASCADE,
  reason       TEXT COLLATE "C" NOT NULL,
  requested_at BIGINT NOT NULL
);

-- Servers that give a retiring instance no more requests and have none of it in flight.
CREATE TABLE drained_instance (
  instance_id TEXT COLLATE "C" NOT NULL REFERENCES instance (id) ON DELETE CASCADE,
  member_id   TEXT COLLATE "C" NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  PRIMARY KEY (instance_id, member_id)
);
