package org.httpca.worker.validate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.httpca.worker.WebSide;

/** Challenges as the web role leaves them when a client is ready. */
public final class AskedChecks {
    private final WebSide web;

    public AskedChecks(WebSide web) {
        this.web = web;
    }

    public UUID account() {
        UUID account = UUID.randomUUID();
        web.owner.update(
                "insert into acme_account (id, thumbprint, public_key, contacts, source, created_at) values (?, ?, '{}', '{}', '', now())",
                account,
                account.toString());
        return account;
    }

    /** To be checked from then on. */
    public UUID asked(UUID account, String type, String name, Instant at) {
        UUID authorization = UUID.randomUUID();
        web.owner.update(
                "insert into acme_authorization (id, account_id, type, value, wildcard, created_at, expires_at)"
                        + " values (?, ?, 'dns', ?, false, now(), now())",
                authorization,
                account,
                name);
        return asked(authorization, type, at);
    }

    /** Another challenge of the same authorization. */
    UUID askedToo(UUID challenge, String type, Instant at) {
        UUID authorization = web.owner.queryForObject(
                "select authorization_id from acme_challenge where id = ?", UUID.class, challenge);
        return asked(Objects.requireNonNull(authorization), type, at);
    }

    private UUID asked(UUID authorization, String type, Instant at) {
        UUID challenge = UUID.randomUUID();
        web.owner.update(
                "insert into acme_challenge (id, authorization_id, type, token, asked_at, thumbprint, account_url, due_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                challenge,
                authorization,
                type,
                Examined.TOKEN,
                Timestamp.from(at),
                Examined.THUMBPRINT,
                Examined.ACCOUNT_URL,
                Timestamp.from(at));
        return challenge;
    }
}
