-- What was told of certificates that end soon: one notice for each certificate and each time ahead that is set. Kept until a month after the end.
create table notice (
    number         bigint      generated always as identity primary key,  -- in the order of the commits: one worker at a time makes some
    issuer         text        not null,
    serial         text        not null,
    ahead_seconds  bigint      not null,                   -- how long before the end it was due
    subject        text        not null,
    identifiers    text[]      not null,
    sha256         text        not null,
    not_after      timestamptz not null,
    profile        text,
    requested_by   text,                                   -- the token; null: somebody anonymous
    email          text,                                   -- as the requester wrote it
    made_at        timestamptz not null,
    unique (issuer, serial, ahead_seconds)
);
create index notice_not_after on notice (not_after);

-- How far the certificates have been gone through, for each time ahead, along certificate_not_after.
create table notice_progress (
    ahead_seconds bigint      primary key,
    not_after     timestamptz not null,
    number        bigint      not null                     -- of the certificate
);

-- What goes to one recipient in one piece, under one id however often it is tried.
create table notice_message (
    id         uuid        primary key,
    channel    text        not null,                       -- 'mail' or 'webhook/NAME'
    recipient  text        not null,                       -- the address; '' for a webhook
    state      text        not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
    notices    int         not null,
    made_at    timestamptz not null,
    due_at     timestamptz,                                -- when it is to be tried next, or a try's lease ends; null: done with
    attempts   int         not null default 0,
    tried_at   timestamptz,                                -- the first time
    ended_at   timestamptz,
    check ((state = 'waiting') = (due_at is not null))
);
-- All but two hold what waits alone, and do not grow with history.
create index notice_message_due on notice_message (channel, due_at) where due_at is not null;
create index notice_message_gathering on notice_message (recipient) where channel = 'mail' and attempts = 0;
create index notice_message_failing on notice_message (channel, tried_at) where due_at is not null and attempts >= 3;
create index notice_message_given_up on notice_message (channel, ended_at) where state = 'given-up';
create index notice_message_ended on notice_message (ended_at) where ended_at is not null;

create table notice_in_message (
    message_id uuid   not null references notice_message on delete cascade,
    number     bigint not null references notice on delete cascade,
    primary key (message_id, number)
);
create index notice_in_message_number on notice_in_message (number);

grant select, insert, delete on notice, notice_in_message to ${worker_user};
grant select, insert, update, delete on notice_message, notice_progress to ${worker_user};
grant select on notice to ${web_user};
