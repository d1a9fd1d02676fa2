-- Whether the owner of the service was told of an operation's end. Nothing else shows that this is still to be done.
ALTER TABLE operation ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
CREATE INDEX operation_untold ON operation (started_at) WHERE told = 0;
