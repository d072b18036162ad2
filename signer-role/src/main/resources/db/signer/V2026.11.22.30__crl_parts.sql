-- CRLs may be long: each is kept in parts, of which none is. An issuer may have several, each with its own number.
CREATE TABLE crl (
    issuer         text   NOT NULL,
    shard          text   NOT NULL,           -- '': of all the issuer's certificates
    number         bigint NOT NULL,           -- of the last one; 0 before the first
    next_update    timestamptz,
    -- How often something about its certificates changed, and how much of it the last CRL has: a number that only grows with
    -- the row locked, so that no change can commit behind it.
    changes        bigint NOT NULL DEFAULT 0,
    listed_changes bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (issuer, shard)
);
CREATE TABLE crl_part (
    issuer text  NOT NULL,
    shard  text  NOT NULL,
    part   int   NOT NULL,                    -- from 0, in their order
    octets bytea NOT NULL,
    PRIMARY KEY (issuer, shard, part),
    FOREIGN KEY (issuer, shard) REFERENCES crl (issuer, shard)
);
-- they do not become smaller by being compressed
ALTER TABLE crl_part ALTER COLUMN octets SET STORAGE EXTERNAL;

INSERT INTO crl (issuer, shard, number, next_update, changes, listed_changes)
    SELECT issuer, '', crl_number, crl_next_update, changes, crl_changes FROM issuer_state;
INSERT INTO crl_part (issuer, shard, part, octets) SELECT issuer, '', 0, crl FROM issuer_state WHERE crl IS NOT NULL;
DROP TABLE issuer_state;

GRANT SELECT, INSERT, UPDATE ON crl TO "${signer_user}";
GRANT SELECT, INSERT, DELETE ON crl_part TO "${signer_user}";
