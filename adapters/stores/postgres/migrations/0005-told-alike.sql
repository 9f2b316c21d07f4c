-- What is told alike of many subscriptions stands once: their associations, under an id made of what they
-- say. What a subscription is stands in columns of its own; the program fills them in.
CREATE TABLE dpor.told (
    organisation text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (organisation, id)
);

-- The owner too sees one organisation at a time, so what is there already is read past the policy.
ALTER TABLE dpor.subscriptions NO FORCE ROW LEVEL SECURITY;
INSERT INTO dpor.told (organisation, id, document)
SELECT DISTINCT organisation, md5((document -> 'associations')::text)::uuid, document -> 'associations'
FROM dpor.subscriptions;

ALTER TABLE dpor.subscriptions
    ALTER COLUMN product DROP EXPRESSION,
    ALTER COLUMN label DROP EXPRESSION,
    ALTER COLUMN renews DROP EXPRESSION,
    ALTER COLUMN usage DROP EXPRESSION,
    ALTER COLUMN holder DROP EXPRESSION,
    ALTER COLUMN partner DROP EXPRESSION,
    ALTER COLUMN ended DROP EXPRESSION,
    DROP COLUMN partners,
    ADD COLUMN started text COLLATE "C",
    ADD COLUMN told uuid;
UPDATE dpor.subscriptions SET
    started = document ->> 'started_on',
    told = md5((document -> 'associations')::text)::uuid;
ALTER TABLE dpor.subscriptions
    DROP COLUMN document,
    ALTER COLUMN product SET NOT NULL,
    ALTER COLUMN label SET NOT NULL,
    ALTER COLUMN usage SET NOT NULL,
    ALTER COLUMN ended SET NOT NULL,
    ALTER COLUMN told SET NOT NULL;
ALTER TABLE dpor.subscriptions FORCE ROW LEVEL SECURITY;

ALTER TABLE dpor.told ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_organisation ON dpor.told
    USING (organisation = current_setting('dpor.organisation', true));
