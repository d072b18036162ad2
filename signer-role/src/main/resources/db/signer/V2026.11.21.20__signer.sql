-- The signer's database. Runs as the schema's owner, after db/forward (outbox, inbox, parked).
-- ${signer_user} is the signer's runtime, ${approval_user} the administrators' command line; neither has rights on the schema.

-- One row for each request, from accept to the last word told. `command` is the one record of what was asked for; the other
-- columns either say how far it is, or repeat parts of the command for people to read and are never signed from.
CREATE TABLE request (
    id                 uuid        PRIMARY KEY,
    state              text        NOT NULL CHECK (state IN
                           ('Waiting-For-Approval', 'Waiting-For-Signature', 'Waiting-For-Transmission', 'Transmitted')),
    outcome            text        CHECK (outcome IN ('Rejected', 'Issued', 'Withdrawn')),
    revision           bigint      NOT NULL DEFAULT 1,
    command            text        NOT NULL,
    proof_sha256       bytea       NOT NULL,
    profile            text        NOT NULL,
    profile_hash       text,
    issuer             text,
    subject            text,
    identifiers        text[]      NOT NULL DEFAULT '{}',
    requester          text,
    source             text,
    findings           text        NOT NULL DEFAULT '[]',
    approvals_required integer     NOT NULL DEFAULT 0,
    approvals_given    integer     NOT NULL DEFAULT 0,
    verdict            text        CHECK (verdict IN ('held', 'cleared-by-policy', 'cleared-by-orders')),
    clearance          bytea,
    problem            text,
    serial             text,
    lease_until        timestamptz,
    lease_holder       text,
    tampered_at        timestamptz,
    received_at        timestamptz NOT NULL,
    decided_at         timestamptz,
    updated_at         timestamptz NOT NULL,
    -- The word that waits for transmission, said once and here: null when everything is told.
    word               text        CHECK (word IN ('held', 'counted', 'outcome')),
    CHECK ((outcome IS NOT NULL) = (state IN ('Waiting-For-Transmission', 'Transmitted'))),
    CHECK ((state = 'Waiting-For-Transmission') = (word IS NOT DISTINCT FROM 'outcome'))
);

-- Each holds only what waits, so that none of them grows with history.
CREATE INDEX request_waiting_for_approval ON request (received_at) WHERE state = 'Waiting-For-Approval';
CREATE INDEX request_waiting_for_signature ON request (received_at) WHERE state = 'Waiting-For-Signature';
CREATE INDEX request_untold ON request (updated_at) WHERE word IS NOT NULL;

-- What will be signed, written down before it is signed (RFC 5280 section 4.1: the TBSCertificate in DER).
CREATE TABLE intent (
    request_id uuid        PRIMARY KEY REFERENCES request (id),
    issuer     text        NOT NULL,
    serial     text        NOT NULL,
    tbs        bytea       NOT NULL,
    mac        bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (issuer, serial)
);

-- Every certificate that was issued; request_id is null for those that nobody requested (CAs, imported ones).
CREATE TABLE certificate (
    issuer      text        NOT NULL,
    serial      text        NOT NULL,
    request_id  uuid        UNIQUE,
    der         bytea       NOT NULL,
    subject     text        NOT NULL,
    identifiers text[]      NOT NULL DEFAULT '{}',
    spki_sha256 text        NOT NULL,
    not_before  timestamptz NOT NULL,
    not_after   timestamptz NOT NULL,
    issued_at   timestamptz NOT NULL,
    PRIMARY KEY (issuer, serial)
);
-- Administrators compare a request with the last certificate for its names.
CREATE INDEX certificate_identifiers ON certificate USING gin (identifiers);

-- Orders of administrators: signed, appended by the command line, counted or refused by the decide stage.
CREATE TABLE admin_order (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    administrator text        NOT NULL CHECK (length(administrator) <= 200),
    request_id    uuid        NOT NULL,
    action        text        NOT NULL CHECK (length(action) <= 40),
    sequence      bigint      NOT NULL,
    jws           text        NOT NULL CHECK (length(jws) <= 16384),
    stored_at     timestamptz NOT NULL DEFAULT now(),
    counted_at    timestamptz,
    verdict       text        CHECK (verdict IN ('counted', 'refused')),
    reason        text,
    UNIQUE (administrator, sequence),
    CHECK ((counted_at IS NULL) = (verdict IS NULL))
);
-- One decision of an administrator for a request; after a refused one another may follow.
CREATE UNIQUE INDEX admin_order_once ON admin_order (administrator, request_id) WHERE verdict IS DISTINCT FROM 'refused';
CREATE INDEX admin_order_uncounted ON admin_order (administrator, sequence) WHERE counted_at IS NULL;
CREATE INDEX admin_order_request ON admin_order (request_id);

-- "I am looking at this one": seen by the other administrators, expires by itself, decides nothing.
CREATE TABLE claim (
    request_id    uuid        PRIMARY KEY,
    administrator text        NOT NULL CHECK (length(administrator) <= 200),
    expires_at    timestamptz NOT NULL
);

-- A hash chain for each stage of each instance ("signer-1/accept"). Append only: the runtime may not update or delete.
CREATE TABLE audit (
    chain      text        COLLATE "C" NOT NULL,
    sequence   bigint      NOT NULL,
    at         timestamptz NOT NULL,
    event      text        NOT NULL,
    request_id uuid,
    detail     text        NOT NULL,
    previous   bytea       NOT NULL,
    hash       bytea       NOT NULL,
    PRIMARY KEY (chain, sequence)
);

CREATE TABLE audit_checkpoint (
    instance text   NOT NULL,
    number   bigint NOT NULL,
    jws      text   NOT NULL,
    PRIMARY KEY (instance, number)
);

-- The last CRL of each issuer (RFC 5280 section 5.2.3: its number only grows).
CREATE TABLE issuer_state (
    issuer          text        PRIMARY KEY,
    crl_number      bigint      NOT NULL,
    crl             bytea,
    crl_next_update timestamptz
);

-- Numbers of what is published; they only grow.
CREATE TABLE publication_number (
    kind   text   PRIMARY KEY,
    number bigint NOT NULL
);
