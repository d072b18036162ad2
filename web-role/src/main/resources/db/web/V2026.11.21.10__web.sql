-- The web side's database. The schema belongs to its owner; the two roles that run on it get what they need and no more:
-- the web role may submit and read, the worker may move things on. Placeholders: web_user, worker_user.

-- One row for each request. "command" is the one record of what was submitted; the rest is what came back, and what is searched.
create table request (
    id                       uuid primary key,
    status                   text        not null default 'queued'
        check (status in ('queued', 'submitted', 'waiting-for-approval', 'waiting-for-signature', 'issued', 'rejected', 'withdrawn')),
    revision                 bigint      not null default 0,   -- of the newest event that was applied
    command                  text        not null,             -- JSON of RequestCertificate
    profile                  text        not null,
    subject                  text        not null,             -- RFC 4514
    principal                text,                             -- who asked, where that is known
    withdrawal_secret_sha256 bytea,                            -- of an anonymous submitter
    withdrawal_requested_at  timestamptz,
    approvals_given          int         not null default 0,
    approvals_required       int,
    findings                 text,                             -- JSON of List<RuleFinding>
    problem                  text,                             -- JSON of Problem
    issuer                   text,
    serial                   text,
    submitted_at             timestamptz not null,
    updated_at               timestamptz not null,
    announce_at              timestamptz,                      -- when to announce again; null: final
    announcements            int         not null default 0
);
-- Both indexes hold open requests only, and so do not grow with history.
create index request_announce on request (announce_at) where announce_at is not null;
create index request_open on request (status, submitted_at) where announce_at is not null;

create table certificate (
    issuer      text        not null,
    serial      text        not null,                          -- lower-case hexadecimal
    request_id  uuid unique,                                   -- null: imported
    der         bytea       not null,
    subject     text        not null,
    identifiers text[]      not null,
    key_label   text        not null,
    spki_sha256 text        not null,
    sha256      text        not null,
    not_before  timestamptz not null,
    not_after   timestamptz not null,
    received_at timestamptz not null,
    primary key (issuer, serial)
);
create index certificate_serial on certificate (serial);

-- What the signer publishes. The numbers only grow: an older word changes nothing.
create table issuer (
    name   text primary key,
    der    bytea   not null,
    chain  bytea[] not null,                                   -- the issuers above it, root last
    root   boolean not null,
    number bigint  not null
);
create table crl (
    issuer      text        not null,
    shard       text        not null,                          -- '' = the whole CRL
    number      bigint      not null,
    der         bytea       not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    primary key (issuer, shard)
);
create table profile_list (
    id     int primary key default 1 check (id = 1),
    number bigint not null,
    body   text   not null                                     -- JSON of List<PublishedProfile>
);
create table audit_checkpoint (
    instance   text   not null,
    number     bigint not null,
    checkpoint text   not null,                                -- compact JWS
    primary key (instance, number)
);

create table heartbeat (
    instance text primary key,
    role     text        not null check (role in ('web', 'worker', 'signer')),
    number   bigint      not null,
    at       timestamptz not null,
    body     text        not null                              -- JSON of HeartbeatPublished
);

create table token (
    id         uuid primary key,
    name       text        not null unique,
    sha256     bytea       not null unique,                    -- the token itself is nowhere
    scopes     text[]      not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create table idempotency_key (
    principal   text        not null,
    key         text        not null,
    request_id  uuid        not null,
    body_sha256 bytea       not null,
    created_at  timestamptz not null,
    primary key (principal, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);

grant select, insert, update, delete on outbox, inbox, parked to ${worker_user};
grant select, update, delete on request to ${worker_user};
grant select, insert, update, delete on certificate, issuer, crl, profile_list, heartbeat, audit_checkpoint to ${worker_user};

grant select, insert on outbox to ${web_user};
grant select on parked to ${web_user};
grant select, insert on request to ${web_user};
grant update (withdrawal_requested_at, announce_at) on request to ${web_user};
grant select on certificate, issuer, crl, profile_list, audit_checkpoint to ${web_user};
grant select, insert, update, delete on heartbeat to ${web_user};
grant select, insert, update, delete on token to ${web_user};
grant select, insert, delete on idempotency_key to ${web_user};
