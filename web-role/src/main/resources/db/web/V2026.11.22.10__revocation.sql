-- What the signer said of certificates after they were issued. The revisions only grow: an older word changes nothing.
create table revocation (
    issuer   text        not null,
    serial   text        not null,
    revision bigint      not null,
    reason   text,                                 -- a CRLReason's name (RFC 5280, section 5.3.1); null: released from a hold
    at       timestamptz not null,                 -- since when
    primary key (issuer, serial)
);

-- What was asked for. One wish for each certificate is open at a time, until the signer has answered it.
create table revocation_request (
    id            uuid        primary key,
    issuer        text        not null,
    serial        text        not null,
    reason        text        not null,
    command       text        not null,            -- JSON of RevokeCertificate
    principal     text,                            -- null: shown by possession of the key
    requested_at  timestamptz not null,
    announce_at   timestamptz,                     -- when to announce again; null: answered
    announcements int         not null default 0,
    problem       text                             -- JSON of Problem, where it was refused
);
create unique index revocation_request_open on revocation_request (issuer, serial) where announce_at is not null;
create index revocation_request_announce on revocation_request (announce_at) where announce_at is not null;
create index revocation_request_certificate on revocation_request (issuer, serial, requested_at);

grant select, insert, update on revocation to ${worker_user};
grant select, update on revocation_request to ${worker_user};
grant select on revocation to ${web_user};
grant select, insert on revocation_request to ${web_user};
-- a graver wish takes the place of one that has no answer yet
grant update (announce_at) on revocation_request to ${web_user};
