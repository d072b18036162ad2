-- What limits are counted by: the exact set of an order's names, and what of an account is pending. An operator lifts an account's limits.
alter table acme_order add names_sha256 bytea;                 -- of the names, in their order, a line feed after each
create index acme_order_names on acme_order (names_sha256, created_at) where request_id is not null;
create index acme_authorization_pending on acme_authorization (account_id, expires_at);
alter table acme_account add unlimited boolean not null default false;
grant update (unlimited) on acme_account to ${web_user};

-- What ended long ago is deleted.
grant delete on acme_order, acme_authorization, acme_challenge to ${web_user};
