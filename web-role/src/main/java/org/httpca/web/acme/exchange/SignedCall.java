package org.httpca.web.acme.exchange;

import java.util.UUID;
import org.httpca.acme.evidence.AccountConsent;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A POST whose signature, address and nonce were found good. Only {@link SignedCalls} makes one. */
public final class SignedCall {
    private final FlattenedJws jws;
    private final AccountKey key;
    private final @Nullable UUID account;

    SignedCall(FlattenedJws jws, AccountKey key, @Nullable UUID account) {
        this.jws = jws;
        this.key = key;
        this.account = account;
    }

    /** Who signed. */
    public AccountKey key() {
        return key;
    }

    /** Whose key it is; only with calls of accounts. */
    public UUID account() {
        if (account == null) {
            throw new IllegalStateException("A call that was signed by a bare key has no account.");
        }
        return account;
    }

    public boolean hasAccount() {
        return account != null;
    }

    /** The call as its signer's word about a CSR, for the signer of certificates to verify. */
    public String consent() {
        return AccountConsent.evidence(key, jws);
    }

    /** What the caller asked for, as they signed it. */
    public String url() {
        return jws.header().url();
    }

    /** A POST-as-GET (RFC 8555, section 6.3). */
    public boolean isGet() {
        return jws.payload().length() == 0;
    }

    /** Refused for what is no POST-as-GET. */
    public void requireGet() {
        if (!isGet()) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.MALFORMED, "This is fetched by POST-as-GET: with an empty payload.");
        }
    }

    /** The payload. */
    public JsonNode object() {
        return jws.object();
    }
}
