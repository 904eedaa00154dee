import os

import psycopg2

with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
    connection.cursor().execute("REFRESH MATERIALIZED VIEW sales_by_day")
