-- The tables of the store-and-forward engine, the same on both sides. Rights of the runtime users are granted by each side's own migrations.

-- What is to be said to the other side. A row lives from the transaction that put it until a publish of it was confirmed.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  uuid        NOT NULL,
    type        text        NOT NULL,
    body        text        NOT NULL,
    -- by which a side knows its own rows again, where its database alone must not be able to say anything
    mark        bytea       NOT NULL DEFAULT '',
    ready_at    timestamptz NOT NULL DEFAULT now(),
    -- of the messages with one key only the newest unsent one matters (a CRL, a heartbeat)
    latest_key  text        NULL UNIQUE,
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- A queue turns over its rows by the thousand while it stays short: vacuum by number of dead rows, not by share.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);

-- Ids of envelopes that have had their effect, kept longer than any envelope lives.
CREATE TABLE inbox (
    envelope_id uuid        PRIMARY KEY,
    received_at timestamptz NOT NULL
);

-- For the purge by age. A BRIN index costs the hot path next to nothing, and the table grows in the order of time.
CREATE INDEX inbox_received_at ON inbox USING brin (received_at);

-- What could not be sent or must not take effect, with its reason, for a person to look at.
CREATE TABLE parked (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parked_at   timestamptz NOT NULL,
    direction   text        NOT NULL CHECK (direction IN ('in', 'out')),
    queue       text        NOT NULL,
    reason      text        NOT NULL,
    body        bytea       NOT NULL
);
