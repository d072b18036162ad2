-- CRLs of some of an issuer's certificates (shards), and of what has changed since another CRL (deltas).
ALTER TABLE revocation
    -- the list that the certificate names in its distribution point; '': the one of all; '*': nobody knows, so it is on each
    ADD COLUMN shard  text   NOT NULL DEFAULT '',
    -- what the issuer's crl.changes became with it; 0: before changes had numbers
    ADD COLUMN change bigint NOT NULL DEFAULT 0;
CREATE INDEX revocation_shard ON revocation (issuer, shard) WHERE shard <> '';
CREATE INDEX revocation_change ON revocation (issuer, change);

ALTER TABLE crl
    -- where certificates have been told that this shard is
    ADD COLUMN urls              text[] NOT NULL DEFAULT '{}',
    -- of the list of all: the CRL that deltas build upon, and the one that takes its place. None was made before changes had numbers:
    -- nobody could say what has changed since.
    ADD COLUMN base_number       bigint,
    ADD COLUMN base_changes      bigint,
    ADD COLUMN next_base_number  bigint,
    ADD COLUMN next_base_changes bigint,
    ADD COLUMN next_base_at      timestamptz;

-- The complete CRL and its deltas have one sequence of numbers (RFC 5280, section 5.2.3). It is not in the table crl, where revocations
-- would wait for whoever takes one.
CREATE TABLE crl_number (
    issuer text   PRIMARY KEY,
    number bigint NOT NULL
);
INSERT INTO crl_number (issuer, number) SELECT issuer, number FROM crl WHERE shard = '';
GRANT SELECT, INSERT, UPDATE ON crl_number TO "${signer_user}";
