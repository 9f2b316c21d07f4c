-- What is kept of an import is many kilobytes of ids, in which there is next to nothing to compress: to try
-- took longer than all else about writing it down.
ALTER TABLE dpor.kept ALTER COLUMN document SET STORAGE EXTERNAL;

-- Most customers go by their tenant's id, and are found by it as such.
DROP INDEX dpor.customers_tenant;
CREATE INDEX customers_tenant ON dpor.customers (organisation, tenant) WHERE tenant <> '' AND tenant <> id;

-- How many rows a customer has can be told from a few thousand rows as well as from thirty thousand.
ALTER TABLE dpor.customers
    ALTER COLUMN organisation SET STATISTICS 20,
    ALTER COLUMN id SET STATISTICS 20;
ALTER TABLE dpor.subscriptions
    ALTER COLUMN organisation SET STATISTICS 20,
    ALTER COLUMN id SET STATISTICS 20,
    ALTER COLUMN customer_id SET STATISTICS 20;
