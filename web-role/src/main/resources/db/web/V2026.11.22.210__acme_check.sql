-- The drafts' two challenges are about accounts as clients know them: by their addresses. What is shown by dns-persist-01 can end by its own word.
alter table acme_challenge
    drop constraint acme_challenge_type_check,
    add constraint acme_challenge_type_check
        check (type in ('http-01', 'dns-01', 'tls-alpn-01', 'dns-account-01', 'dns-persist-01')),
    add column account_url text,                               -- as the client that asked knows its account
    add column good_until  timestamptz;                        -- the worker's: later than this, what was shown counts no more

grant update (account_url) on acme_challenge to ${web_user};
grant update (good_until) on acme_challenge to ${worker_user};
