-- Which requests are to replace which certificates. Rows are added and nothing else. A request that was refused at once has none: the same
-- one may be right later.
CREATE TABLE renewal (
    request_id uuid PRIMARY KEY,
    -- of the certificate, which may be one that this database has lost
    issuer     text NOT NULL,
    serial     text NOT NULL
);
CREATE INDEX renewal_certificate ON renewal (issuer, serial);
GRANT SELECT, INSERT ON renewal TO "${signer_user}";
GRANT SELECT ON renewal TO "${approval_user}";
