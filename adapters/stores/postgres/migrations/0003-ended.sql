-- Whether a subscription runs no more; documents say so only where it does.
ALTER TABLE dpor.subscriptions ADD COLUMN ended boolean
    GENERATED ALWAYS AS (coalesce(document -> 'ended' = 'true'::jsonb, false)) STORED;
CREATE INDEX subscriptions_ended ON dpor.subscriptions (organisation) WHERE ended;
