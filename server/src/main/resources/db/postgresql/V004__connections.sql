CREATE TABLE connection (
  arn         TEXT COLLATE "C" PRIMARY KEY,
  account_id  TEXT COLLATE "C" NOT NULL,
  region      TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  id          TEXT COLLATE "C" NOT NULL,
  provider    TEXT COLLATE "C" NOT NULL,
  status      TEXT COLLATE "C" NOT NULL,
  credentials BYTEA,
  tags        TEXT COLLATE "C" NOT NULL,
  created_at  BIGINT NOT NULL,
  UNIQUE (account_id, region, name)
);
