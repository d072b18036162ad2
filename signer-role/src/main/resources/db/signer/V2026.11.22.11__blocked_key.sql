-- Keys of certificates that were revoked for keyCompromise: nothing is signed for them any more. Rows are added and nothing else; they
-- outlive the certificate, so its place is no foreign key.
CREATE TABLE blocked_key (
    -- of the SubjectPublicKeyInfo's DER, lower-case hexadecimal, as in the table certificate
    spki_sha256 text        COLLATE "C" PRIMARY KEY,
    since       timestamptz NOT NULL,
    -- the first certificate that was revoked so
    issuer      text        NOT NULL,
    serial      text        NOT NULL
);
INSERT INTO blocked_key (spki_sha256, since, issuer, serial)
    SELECT DISTINCT ON (c.spki_sha256) c.spki_sha256, r.at, c.issuer, c.serial
    FROM revocation r JOIN certificate c ON c.issuer = r.issuer AND c.serial = r.serial
    -- keyCompromise (RFC 5280, section 5.3.1)
    WHERE r.reason = 1 ORDER BY c.spki_sha256, r.at;
GRANT SELECT, INSERT ON blocked_key TO "${signer_user}";
GRANT SELECT ON blocked_key TO "${approval_user}";

-- Who else has a key that was compromised? 64 bits of the digest find them: every certificate that is issued costs an entry here, and
-- a whole digest would be more than twice as long.
CREATE INDEX certificate_spki ON certificate ((left(spki_sha256, 16) COLLATE "C"));
