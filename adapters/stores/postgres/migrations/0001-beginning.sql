-- Row-level security binds the owner too (FORCE); only a superuser passes it.
-- An organisation that is not named sees nothing.

-- What changes together; a commit locks the rows of all that it has read or writes, in order of name.
CREATE TABLE dpor.areas (
    organisation text COLLATE "C" NOT NULL,
    area text COLLATE "C" NOT NULL,
    version bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, area)
);

-- Without a document: forgotten, as of the version in "changed", which counts names alone.
CREATE TABLE dpor.customers (
    organisation text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    folded text COLLATE "C" NOT NULL,
    own boolean NOT NULL,
    changed bigint NOT NULL,
    document jsonb,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX customers_changed ON dpor.customers (organisation, changed);
CREATE INDEX customers_own ON dpor.customers (organisation) WHERE own;

CREATE TABLE dpor.subscriptions (
    organisation text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    document jsonb NOT NULL,
    product text COLLATE "C" GENERATED ALWAYS AS (document ->> 'product') STORED,
    label text COLLATE "C" GENERATED ALWAYS AS (document ->> 'label') STORED,
    renews text COLLATE "C" GENERATED ALWAYS AS (document ->> 'renewal_date') STORED,
    usage boolean GENERATED ALWAYS AS (document -> 'usage_driven_by_us' = 'true'::jsonb) STORED,
    holder text COLLATE "C" GENERATED ALWAYS AS (
        jsonb_path_query_first(document, '$.associations[*] ? (@.kind == "dpor").holder') #>> '{}'
    ) STORED,
    partner text COLLATE "C" GENERATED ALWAYS AS (
        jsonb_path_query_first(document, '$.associations[*] ? (@.kind == "dpor").partner') #>> '{}'
    ) STORED,
    partners jsonb GENERATED ALWAYS AS (
        jsonb_path_query_array(document, '$.associations[*].partner ? (@ != "")')
    ) STORED,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX subscriptions_customer ON dpor.subscriptions (organisation, customer_id);
CREATE INDEX subscriptions_partner ON dpor.subscriptions (organisation, partner) WHERE partner <> '';
CREATE INDEX subscriptions_renews ON dpor.subscriptions (organisation, renews) WHERE renews IS NOT NULL;

-- Small values of every kind: adapters/stores/kinds.py.
CREATE TABLE dpor.kept (
    organisation text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    grouped text COLLATE "C",
    at timestamptz NOT NULL,
    document jsonb NOT NULL,
    PRIMARY KEY (organisation, kind, key)
);
CREATE INDEX kept_grouped ON dpor.kept (organisation, kind, grouped) WHERE grouped IS NOT NULL;
CREATE INDEX kept_at ON dpor.kept (organisation, kind, at);

-- The outbox. What a sender changes stands in columns of its own.
CREATE TABLE dpor.notices (
    organisation text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    conversation text COLLATE "C" NOT NULL,
    document jsonb NOT NULL,
    created timestamptz NOT NULL,
    due timestamptz NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempt integer NOT NULL,
    leased_until timestamptz,
    perhaps_sent boolean NOT NULL,
    receipt text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (organisation, key)
);
CREATE INDEX notices_subject ON dpor.notices (organisation, subject);
CREATE INDEX notices_open ON dpor.notices (organisation, conversation, due)
    WHERE state IN ('ready', 'trying', 'quarantined');
CREATE INDEX notices_unsent ON dpor.notices (organisation, state, created) WHERE state <> 'sent';

-- A row for each conversation that was ever written to: whoever sends there holds its lock while choosing.
CREATE TABLE dpor.conversations (
    organisation text COLLATE "C" NOT NULL,
    conversation text COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation, conversation)
);

CREATE TABLE dpor.events (
    organisation text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    seen timestamptz NOT NULL DEFAULT now(),
    until timestamptz,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX events_seen ON dpor.events (organisation, seen);

CREATE SEQUENCE dpor.touches;
CREATE TABLE dpor.threads (
    organisation text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    document jsonb NOT NULL,
    touched bigint NOT NULL DEFAULT nextval('dpor.touches'),
    PRIMARY KEY (organisation, place)
);
CREATE INDEX threads_touched ON dpor.threads (organisation, touched);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'areas', 'customers', 'subscriptions', 'kept', 'notices', 'conversations', 'events', 'threads'
    ] LOOP
        EXECUTE format('ALTER TABLE dpor.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format(
            'CREATE POLICY one_organisation ON dpor.%I'
            ' USING (organisation = current_setting(''dpor.organisation'', true))', name
        );
    END LOOP;
END
$$;
