-- Nonces of ACME (RFC 8555, section 6.5) are not stored when they are given out: each carries a MAC by the key of the time it was made in, so that
-- every web role on this database knows every other's. Of those that were used there is the first half, which begins with its time.
create table acme_nonce_key (
    period  bigint      primary key,                           -- of its time, see NonceKeys
    secret  bytea       not null,                              -- 32 octets
    made_at timestamptz not null
);
create table acme_nonce_used (
    nonce bytea primary key                                    -- 16 octets; in the order of their times
);

-- Keys for external account binding (RFC 8555, section 7.3.4), made by an operator for one account each.
create table acme_external_key (
    kid        text        primary key,
    name       text        not null unique,                    -- the operator's
    secret     bytea       not null,                           -- of HMAC-SHA-256, 32 octets
    made_at    timestamptz not null,
    used_at    timestamptz,                                    -- when an account was bound with it
    revoked_at timestamptz
);

create table acme_account (
    id              uuid        primary key,
    thumbprint      text        not null unique,               -- RFC 7638, SHA-256, base64url
    public_key      text        not null,                      -- JWK, with its required members alone
    status          text        not null default 'valid' check (status in ('valid', 'deactivated', 'revoked')),
    contacts        text[]      not null,
    terms_agreed_at timestamptz,
    external_kid    text        unique references acme_external_key,
    source          text        not null,                      -- the client's address
    created_at      timestamptz not null
);

-- The web role alone. A key for binding is made by the same login, by command.
grant select, insert, delete on acme_nonce_key, acme_nonce_used to ${web_user};
grant select, insert on acme_external_key, acme_account to ${web_user};
grant update (used_at, revoked_at) on acme_external_key to ${web_user};
grant update (thumbprint, public_key, status, contacts, terms_agreed_at) on acme_account to ${web_user};
