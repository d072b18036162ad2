-- What became of certificates after they were issued. Rows are added and changed and never deleted: the last word about a certificate
-- stays.
CREATE TABLE revocation (
    issuer     text        NOT NULL,
    serial     text        NOT NULL,
    revision   bigint      NOT NULL,
    -- CRLReason (RFC 5280, section 5.3.1); null: it was on hold, and was released
    reason     smallint,
    -- since when; of a released one, when it was released
    at         timestamptz NOT NULL,
    -- the certificate's end: a CRL lists it for some days longer and no more
    not_after  timestamptz NOT NULL,
    -- whether an administrator ordered what it is now: a command does not release what an order holds
    ordered    boolean     NOT NULL,
    -- when the last command that counted was given, by the web side's clock: what is older is late
    command_at timestamptz,
    mac        bytea       NOT NULL,
    PRIMARY KEY (issuer, serial),
    FOREIGN KEY (issuer, serial) REFERENCES certificate (issuer, serial)
);
GRANT SELECT, INSERT, UPDATE ON revocation TO "${signer_user}";
GRANT SELECT ON revocation TO "${approval_user}";

-- How often commands changed something, by the minute: for the limit of an hour.
CREATE TABLE revocation_count (
    minute timestamptz PRIMARY KEY,
    count  int         NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON revocation_count TO "${signer_user}";

-- How often something about an issuer's certificates changed, and how much of it the last CRL has: a number that only grows with
-- the row locked, so that no change can commit behind it.
ALTER TABLE issuer_state ADD COLUMN changes bigint NOT NULL DEFAULT 0, ADD COLUMN crl_changes bigint NOT NULL DEFAULT 0;
