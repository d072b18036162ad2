-- Who submitted by the pages finds it again from the same browser. Of its cookie there is the SHA-256 alone.
create table browser_session (
    sha256     bytea       primary key,
    created_at timestamptz not null,
    used_at    timestamptz not null                            -- a session ends by being left alone
);
create index browser_session_used_at on browser_session (used_at);

create table browser_session_request (
    session_sha256 bytea       not null references browser_session on delete cascade,
    request_id     uuid        not null references request on delete cascade,
    added_at       timestamptz not null,
    primary key (session_sha256, request_id)
);
create index browser_session_request_request_id on browser_session_request (request_id);

-- The web role alone; which session submitted what is never changed.
grant select, insert, delete on browser_session, browser_session_request to ${web_user};
grant update (used_at) on browser_session to ${web_user};
