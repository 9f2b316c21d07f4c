-- Rooms that wanted alerts before a room could say which become watches for conflicts: one a conversation, whatever
-- its threads, in that conversation itself. The owner too sees one organisation at a time, so they are read past
-- the policy. A key is a JSON list without spaces, as Python writes it.
ALTER TABLE dpor.kept NO FORCE ROW LEVEL SECURITY;
INSERT INTO dpor.kept (organisation, kind, key, grouped, at, document)
SELECT DISTINCT ON (1, 3)
    organisation,
    'watches',
    '[' || concat_ws(
        ',', to_json(document ->> 'tenant'), to_json(document ->> 'platform'), to_json(document ->> 'conversation')
    ) || ']',
    NULL,
    at,
    jsonb_build_object(
        'address', document || '{"thread": null}', 'since', '1970-01-01T00:00:00+00:00', 'language', 'en',
        'topics', '["conflicts"]'::jsonb, 'products', '[]'::jsonb, 'customers', '[]'::jsonb, 'quiet', NULL,
        'digest', true, 'asked_by', ''
    )
FROM dpor.kept WHERE kind = 'rooms' ORDER BY 1, 3, key
ON CONFLICT DO NOTHING;
DELETE FROM dpor.kept WHERE kind = 'rooms';
ALTER TABLE dpor.areas NO FORCE ROW LEVEL SECURITY;
DELETE FROM dpor.areas WHERE area = 'rooms';
ALTER TABLE dpor.areas FORCE ROW LEVEL SECURITY;
ALTER TABLE dpor.kept FORCE ROW LEVEL SECURITY;
