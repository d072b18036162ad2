-- How far this database has been compared with what the web side knows as issued: one row. A database that was restored from a copy
-- says by it how old the copy is, whoever restored it.
CREATE TABLE comparison (
    id               integer     PRIMARY KEY CHECK (id = 1),
    -- by notBefore; all before it was compared
    compared_until   timestamptz NOT NULL,
    -- set by who restores it; until the comparison is done nothing is signed. copy_of: when the copy was made
    restored_at      timestamptz,
    copy_of          timestamptz,
    -- the question that stands: its number, when it was asked, its stretch, and how far it was answered
    number           bigint,
    asked_at         timestamptz,
    until_not_before timestamptz,
    after_not_before timestamptz,
    after_issuer     text,
    after_serial     text,
    -- what came of it: certificates that the web side had and this database had not; requests that have two certificates by that
    learned          bigint      NOT NULL DEFAULT 0,
    learned_at       timestamptz,
    twice            bigint      NOT NULL DEFAULT 0
);
INSERT INTO comparison (id, compared_until) VALUES (1, now());
GRANT SELECT, UPDATE ON comparison TO "${signer_user}";
GRANT SELECT ON comparison TO "${approval_user}";

-- Certificates are stored nearly in that order: a BRIN index costs the hot path next to nothing.
CREATE INDEX certificate_not_before ON certificate USING brin (not_before) WITH (pages_per_range = 16);
