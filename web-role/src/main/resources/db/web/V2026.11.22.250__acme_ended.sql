-- What ended is deleted without reading what has not.
create index acme_order_ended on acme_order (expires_at);
create index acme_authorization_ended on acme_authorization (expires_at);
