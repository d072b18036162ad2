-- Which signers are alive, and which profiles each of them has. Every signer keeps its own row; whoever was not seen for a
-- while is gone. What stands here can make a signer wait for another one, and clears nothing.
CREATE TABLE signer_instance (
    instance     text        PRIMARY KEY CHECK (length(instance) <= 200),
    seen_at      timestamptz NOT NULL,
    loaded_at    timestamptz NOT NULL,
    -- Two columns of one list: the profile's name, and the hash that requests are pinned to.
    profiles     text[]      NOT NULL,
    hashes       text[]      NOT NULL,
    -- The last order to read the profiles again that was carried out here, and what was wrong with the file then, if anything.
    reload_order bigint,
    fault        text        CHECK (length(fault) <= 2000),
    CHECK (cardinality(profiles) = cardinality(hashes))
);

-- Commands pinned to a profile that the signer who got them does not have, while another one has it. They are not evaluated yet.
CREATE TABLE waiting_for_profile (
    request_id   uuid        PRIMARY KEY,
    profile      text        NOT NULL,
    profile_hash text,
    sender       text        NOT NULL,
    command      text        NOT NULL,
    mark         bytea       NOT NULL,
    received_at  timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON signer_instance, waiting_for_profile TO "${signer_user}";
GRANT SELECT ON signer_instance, waiting_for_profile TO "${approval_user}";
CREATE INDEX admin_order_reload ON admin_order (id) WHERE action = 'reload-profiles' AND verdict = 'counted';
