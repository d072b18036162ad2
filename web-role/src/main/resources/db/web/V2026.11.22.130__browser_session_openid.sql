-- Browsers in which an operator has signed in at the OpenID provider. No token of the provider's is here. What made an operator of
-- whoever it is (granted) is held against what is configured at each look, and so is the issuer.
create table browser_session_openid (
    session_sha256 bytea       primary key references browser_session on delete cascade,
    issuer         text        not null,
    subject        text        not null,
    display_name   text        not null,
    granted        text[]      not null,
    ends_at        timestamptz not null
);

-- The web role alone; nothing in one is ever changed.
grant select, insert, delete on browser_session_openid to ${web_user};
