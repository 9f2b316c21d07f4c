-- What is told alike of many subscriptions may change in its place, and keeps its id then: what it says now is
-- told by a sum of its own. Two may come to say the same.
ALTER TABLE dpor.told NO FORCE ROW LEVEL SECURITY;
ALTER TABLE dpor.told ADD COLUMN says uuid;
UPDATE dpor.told SET says = id;
ALTER TABLE dpor.told ALTER COLUMN says SET NOT NULL;
CREATE INDEX told_says ON dpor.told (organisation, says);
ALTER TABLE dpor.told FORCE ROW LEVEL SECURITY;
