-- Certificates of delegated OCSP responders: the web side's keys, for hours. What is to be signed is written down first, with a MAC of the
-- clearance key. They stand apart from what subscribers have: both sides compare that, and search it.
CREATE TABLE responder_certificate (
    responder_id uuid        PRIMARY KEY,
    issuer       text        NOT NULL,
    csr_sha256   bytea       NOT NULL,
    -- a key is certified once
    spki_sha256  text        NOT NULL UNIQUE,
    serial       text        NOT NULL,
    tbs          bytea       NOT NULL,
    mac          bytea       NOT NULL,
    written_at   timestamptz NOT NULL,
    -- the certificate; null: not signed yet
    der          bytea,
    -- JSON of Problem: it will not be signed
    problem      text,
    UNIQUE (issuer, serial)
);
CREATE INDEX responder_certificate_written ON responder_certificate (written_at);
CREATE INDEX responder_certificate_unsigned ON responder_certificate (written_at) WHERE der IS NULL AND problem IS NULL;
GRANT SELECT, INSERT ON responder_certificate TO "${signer_user}";
GRANT UPDATE (der, problem) ON responder_certificate TO "${signer_user}";
