-- That an account may ask for one name (RFC 8555, section 7.1.4). Its status is nowhere stored: it follows from the times here and from what the
-- worker found at its challenges.
create table acme_authorization (
    id             uuid        primary key,
    account_id     uuid        not null references acme_account,
    type           text        not null check (type in ('dns', 'ip')),
    value          text        not null,                       -- canonical; without the '*.' of a wildcard name
    wildcard       boolean     not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,                       -- while it is pending
    deactivated_at timestamptz
);
create index acme_authorization_name on acme_authorization (account_id, value, type, wildcard);

-- What a client may show for it (section 8), and what the worker found. The web role asks for a check by asked_at, thumbprint and due_at; the rest
-- is the worker's alone. The signer decides by the evidence, never by a row.
create table acme_challenge (
    id               uuid        primary key,
    authorization_id uuid        not null references acme_authorization,
    type             text        not null check (type in ('http-01', 'dns-01', 'tls-alpn-01')),
    token            text        not null,                     -- 256 random bits, base64url
    asked_at         timestamptz,                              -- when the client said that it is ready
    thumbprint       text,                                     -- of the account's key at that time: the key authorization's second half
    due_at           timestamptz,                              -- when to check (again), or a check's lease ends; null: nothing to do
    attempts         int         not null default 0,
    outcome          text        check (outcome in ('valid', 'invalid')),
    decided_at       timestamptz,
    problem          text,                                     -- JSON of ACME's problem document, for invalid
    evidence         text,                                     -- compact JWS of the worker, for valid
    unique (authorization_id, type),
    check ((outcome is null) = (decided_at is null))
);
-- Holds what waits alone.
create index acme_challenge_due on acme_challenge (due_at) where due_at is not null;

-- What an account asks for (section 7.1.3). Finalized when it has a request, whose status is the order's from then on.
create table acme_order (
    id         uuid        primary key,
    account_id uuid        not null references acme_account,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    request_id uuid        unique references request
);
create index acme_order_account on acme_order (account_id, id);
create table acme_order_authorization (
    order_id         uuid not null references acme_order on delete cascade,
    number           int  not null,
    authorization_id uuid not null references acme_authorization,
    primary key (order_id, number)
);
create index acme_order_authorization_of on acme_order_authorization (authorization_id);

grant select, insert on acme_authorization, acme_order, acme_order_authorization to ${web_user};
grant update (deactivated_at) on acme_authorization to ${web_user};
grant update (request_id) on acme_order to ${web_user};
grant select, insert (id, authorization_id, type, token) on acme_challenge to ${web_user};
grant update (asked_at, thumbprint, due_at) on acme_challenge to ${web_user};
grant select on acme_authorization to ${worker_user};
grant select on acme_challenge to ${worker_user};
grant update (due_at, attempts, outcome, decided_at, problem, evidence) on acme_challenge to ${worker_user};
