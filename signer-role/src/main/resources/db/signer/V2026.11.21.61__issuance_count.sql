-- How many certificates of a profile were prepared in each minute, for profiles that have a limit and for no others. The
-- principal is a digest, and empty in the rows of the whole profile. Two hours of it are kept.
CREATE TABLE issuance_count (
    profile   text        NOT NULL,
    principal text        NOT NULL,
    minute    timestamptz NOT NULL,
    count     integer     NOT NULL,
    PRIMARY KEY (profile, principal, minute)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON issuance_count TO "${signer_user}";
