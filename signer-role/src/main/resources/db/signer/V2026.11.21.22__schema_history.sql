-- The signer looks at its start whether the schema is the one that it was made for.
grant select on flyway_schema_history to ${signer_user};
