-- What else a value is found by: a chapter of history by each of its customers, a customer by each of its
-- other names, folded. A row may outlive what it says; whoever looks compares. (Equality of texts alone is
-- known not to leak, and so is looked up by an index under row-level security.)
CREATE TABLE dpor.named (
    organisation text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation, kind, name, key)
);
ALTER TABLE dpor.named ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_organisation ON dpor.named
    USING (organisation = current_setting('dpor.organisation', true));

-- Other names of before are folded here as well as SQL can, and by the next import of the customer as they
-- are compared. The owner too sees one organisation at a time, so they are read past the policy.
ALTER TABLE dpor.customers NO FORCE ROW LEVEL SECURITY;
ALTER TABLE dpor.named NO FORCE ROW LEVEL SECURITY;
INSERT INTO dpor.named (organisation, kind, name, key)
SELECT organisation, 'customers', lower(name), id
FROM dpor.customers, jsonb_array_elements_text(document -> 'other_names') AS name
WHERE document IS NOT NULL
ON CONFLICT DO NOTHING;
ALTER TABLE dpor.customers FORCE ROW LEVEL SECURITY;
ALTER TABLE dpor.named FORCE ROW LEVEL SECURITY;

ALTER TABLE dpor.customers
    ADD COLUMN tenant text COLLATE "C" GENERATED ALWAYS AS (lower(document ->> 'tenant_id')) STORED,
    ADD COLUMN tpid text COLLATE "C" GENERATED ALWAYS AS (document ->> 'tpid') STORED,
    ADD COLUMN domain text COLLATE "C" GENERATED ALWAYS AS (lower(document ->> 'domain')) STORED;
CREATE INDEX customers_tenant ON dpor.customers (organisation, tenant) WHERE tenant <> '';
CREATE INDEX customers_tpid ON dpor.customers (organisation, tpid) WHERE tpid <> '';
CREATE INDEX customers_domain ON dpor.customers (organisation, domain) WHERE domain <> '';
CREATE INDEX customers_folded ON dpor.customers (organisation, folded) WHERE document IS NOT NULL;
