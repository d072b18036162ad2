-- Each role looks at its start whether the schema is the one that it was made for.
grant select on flyway_schema_history to ${web_user}, ${worker_user};
