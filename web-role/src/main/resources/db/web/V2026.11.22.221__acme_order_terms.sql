-- What an order was made for besides its names: a profile, dates of its own (RFC 8555, section 7.1.3), a certificate to replace (RFC 9773, section 5).
alter table acme_order
    add profile         text,                  -- of the signer; null before it has published any
    add not_before      timestamptz,
    add not_after       timestamptz,
    add replaces        text,                  -- as the client wrote it; the same as issuer and serial
    add replaces_issuer text,
    add replaces_serial text;
create index acme_order_replaces on acme_order (replaces_issuer, replaces_serial) where replaces is not null;

-- When certificates are to be renewed before they would be (RFC 9773), as an operator said; of those that there were then. What is null
-- restricts nothing.
create table renewal_window (
    id              uuid        primary key,
    made_at         timestamptz not null,
    made_by         text        not null,      -- the operator's token or session
    reason          text        not null,
    explanation_url text,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    issuer          text,                      -- short name
    profile         text,
    name            text,                      -- a part of one of the names, in lower case
    serials         text[]                     -- lower-case hexadecimal
);
grant select, insert, delete on renewal_window to ${web_user};
