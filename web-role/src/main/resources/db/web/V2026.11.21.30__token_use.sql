-- When a token was last good for something, to within a minute: operators revoke what nobody uses.
alter table token add column last_used_at timestamptz;
