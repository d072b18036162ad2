-- Browsers in which an operator has shown a token. The token itself is nowhere; once it is revoked, these are good for nothing.
create table browser_session_operator (
    session_sha256 bytea       primary key references browser_session on delete cascade,
    token_id       uuid        not null references token,
    ends_at        timestamptz not null
);

-- The web role alone; nothing in one is ever changed.
grant select, insert, delete on browser_session_operator to ${web_user};
