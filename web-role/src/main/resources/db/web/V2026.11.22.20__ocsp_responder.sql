-- Keys that answer OCSP for an issuer, each with the certificate that the signer gave it for some hours. All web roles on this database share
-- them. The newest that has a certificate answers; one wish for each issuer is open at a time, until the signer has answered it.
create table ocsp_responder (
    id            uuid        primary key,
    issuer        text        not null,
    private_key   bytea       not null,            -- PKCS#8; the worker has no right to it
    csr           bytea       not null,            -- DER of a PKCS#10
    command       text        not null,            -- JSON of RequestResponderCertificate
    asked_at      timestamptz not null,
    announce_at   timestamptz,                     -- when to announce again; null: answered
    announcements int         not null default 0,
    certificate   bytea,                           -- DER
    serial        text,                            -- its, lower-case hexadecimal
    not_after     timestamptz,                     -- its
    problem       text                             -- JSON of Problem, where it was refused
);
create unique index ocsp_responder_open on ocsp_responder (issuer) where announce_at is not null;

grant select, insert, delete on ocsp_responder to ${web_user};
grant select (id, issuer, csr, command, asked_at, announce_at, announcements, certificate, serial, not_after, problem)
    on ocsp_responder to ${worker_user};
grant update (announce_at, announcements, certificate, serial, not_after, problem) on ocsp_responder to ${worker_user};

-- Web roles look for what has changed a moment ago, by this database's clock: what they have answered of it is forgotten.
-- A trigger says when, whoever writes. What is there already changed long ago.
alter table revocation add column changed_at timestamptz not null default '-infinity';
create index revocation_changed on revocation (changed_at);
create function revocation_changes() returns trigger language plpgsql as
$$begin new.changed_at := clock_timestamp(); return new; end$$;
create trigger revocation_changes before insert or update on revocation
    for each row execute function revocation_changes();
