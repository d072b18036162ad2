-- Whether issuing is halted: one row, changed by the decide stage when an administrator orders so. The MAC is the signer's: a row
-- that somebody else wrote halts, and none resumes.
CREATE TABLE issuing (
    id            integer     PRIMARY KEY CHECK (id = 1),
    halted        boolean     NOT NULL,
    sequence      bigint      NOT NULL,
    administrator text,
    reason        text,
    at            timestamptz,
    mac           bytea
);
INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0);
GRANT SELECT, INSERT, UPDATE ON issuing TO "${signer_user}";
GRANT SELECT ON issuing TO "${approval_user}";

-- An order about the whole installation has the nil UUID (RFC 9562, section 5.9) for its target, and can be given again.
DROP INDEX admin_order_once;
CREATE UNIQUE INDEX admin_order_once ON admin_order (administrator, request_id)
    WHERE verdict IS DISTINCT FROM 'refused' AND request_id <> '00000000-0000-0000-0000-000000000000';
