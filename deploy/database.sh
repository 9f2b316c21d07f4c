#!/bin/sh
# Run once by PostgreSQL's image, when the cluster is made. The bot has a role of its own that owns its database and
# is no superuser: row-level security would not bind one.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=password="$DPOR_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE dpor LOGIN PASSWORD :'password';
CREATE DATABASE dpor OWNER dpor ENCODING 'UTF8' TEMPLATE template0;
SQL
