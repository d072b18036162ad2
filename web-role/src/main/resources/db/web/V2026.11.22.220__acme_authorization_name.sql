-- The newest of an account's authorizations for a name are found without a sort.
drop index acme_authorization_name;
create index acme_authorization_name on acme_authorization (account_id, value, type, wildcard, id);
