-- Until when nothing is sent to a conversation, for the pace that its platform allows.
ALTER TABLE dpor.conversations ADD COLUMN rests_until timestamptz NOT NULL DEFAULT '-infinity';
