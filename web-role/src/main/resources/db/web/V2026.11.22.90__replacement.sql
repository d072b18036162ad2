-- Which requests are to replace which certificates. A certificate was renewed where one of its requests is issued: the request says which
-- certificate came of it. Whoever has the certificate asks by the unique index; whoever has the new one by its request.
create table replacement (
    request_id uuid  primary key,
    issuer     text  not null,                     -- of the certificate that is replaced
    serial     text  not null,
    csr_sha256 bytea not null,
    -- what renewed a certificate once does not do so again; of two that come at the same moment, the signer refuses one
    unique (issuer, serial, csr_sha256)
);
grant select, insert on replacement to ${web_user};
grant select on replacement to ${worker_user};
