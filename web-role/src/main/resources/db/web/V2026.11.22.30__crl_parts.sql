-- CRLs may be long: each is kept in parts. Those of one that is not complete yet are there as well, under its number; the table crl says
-- which one is served.
create table crl_part (
    issuer text   not null,
    shard  text   not null,
    number bigint not null,
    part   int    not null,                                    -- from 0, in their order
    octets bytea  not null,
    primary key (issuer, shard, number, part)
);
-- they do not become smaller by being compressed
alter table crl_part alter column octets set storage external;
insert into crl_part (issuer, shard, number, part, octets) select issuer, shard, number, 0, der from crl;

alter table crl add column length bigint, add column sha256 bytea;
update crl set length = length(der), sha256 = sha256(der);
alter table crl alter column length set not null, alter column sha256 set not null, drop column der;

grant select, insert, delete on crl_part to ${worker_user};
grant select on crl_part to ${web_user};
