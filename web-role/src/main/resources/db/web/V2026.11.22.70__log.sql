-- The log of certificates, as signers have published it: entries are added and never changed.
create table log_state (
    id       int    primary key check (id = 1),
    size     bigint not null,                                  -- entries
    frontier bytea  not null                                   -- roots of the perfect subtrees, the largest first
);
insert into log_state (id, size, frontier) values (1, 0, '');

create table log_entry (
    index       bigint primary key,                            -- from 0, without a gap
    entry       text   not null,
    certificate bigint not null                                -- the first 64 bits of the SHA-256 that it names
);
create index log_entry_certificate on log_entry (certificate);

-- Of the tree over the entries each eighth level is kept: proofs hash what lies between.
create table log_node (
    level smallint not null,                                   -- 8, 16, …: the node stands for 2^level entries
    index bigint   not null,                                   -- among those of its level, from 0
    hash  bytea    not null,
    primary key (level, index)
);
create table log_head (
    size      bigint      primary key,                         -- of the log behind which it was signed
    root      bytea       not null,
    signed_at timestamptz not null,
    head      text        not null                             -- compact JWS
);

grant select, update on log_state to ${worker_user};
grant select, insert on log_entry, log_node, log_head to ${worker_user};
grant select on log_state, log_entry, log_node, log_head to ${web_user};
