-- The log of certificates (RFC 9162's tree): what happened to each, in an order of its own, and the signed heads behind it.
CREATE TABLE log_state (
    id       int         PRIMARY KEY CHECK (id = 1),
    size     bigint      NOT NULL,            -- entries
    frontier bytea       NOT NULL,            -- roots of the perfect subtrees, the largest first
    seen     bigint      NOT NULL,            -- entries that the web side has
    seen_at  timestamptz,                     -- when it had been asked for that
    moved_at timestamptz,                     -- when that last grew, or was told anew
    said     bigint      NOT NULL,            -- up to where it was told
    asked_at timestamptz                      -- a question that is not answered yet
);
INSERT INTO log_state (id, size, frontier, seen, said) VALUES (1, 0, '', 0, 0);

CREATE TABLE log_entry (
    index bigint PRIMARY KEY,                 -- from 0, without a gap
    entry text   NOT NULL
);
CREATE TABLE log_head (
    size bigint PRIMARY KEY,                  -- of the log behind which it was signed
    head text   NOT NULL                      -- compact JWS
);

-- How far each chain of the audit log has its entries. All that was there before the log begins at its start.
CREATE TABLE log_place (
    chain    text   COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL
);

GRANT SELECT, UPDATE ON log_state TO "${signer_user}";
GRANT SELECT, INSERT ON log_entry, log_head TO "${signer_user}";
GRANT SELECT, INSERT, UPDATE ON log_place TO "${signer_user}";
GRANT SELECT ON log_state, log_entry, log_head, log_place TO "${approval_user}";
