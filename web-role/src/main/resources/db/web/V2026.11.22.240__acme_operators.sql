-- What operators look for: the account of a contact, the orders for a name, and the newest of what was not shown.
create index acme_account_contact on acme_account using gin (contacts);
create index acme_authorization_value on acme_authorization (value, type, wildcard, id);
drop index acme_order_authorization_of;
create index acme_order_authorization_of on acme_order_authorization (authorization_id, order_id);
create index acme_challenge_failed on acme_challenge (decided_at, id) where outcome = 'invalid';
