package org.httpca.worker.validate;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A challenge whose turn it is.
 *
 * @param attempt from 1; by it whoever claimed the check knows whether it is still theirs
 * @param identifier what is to be shown; a wildcard name with its {@code *.}
 * @param thumbprint of the account's key (RFC 7638, SHA-256, base64url)
 * @param accountUrl as the client knows it; null for what was asked before it was kept
 * @param askedAt when the client said that it is ready
 */
record Check(
        UUID id,
        int attempt,
        UUID account,
        Identifier identifier,
        String type,
        String token,
        String thumbprint,
        @Nullable String accountUrl,
        Instant askedAt) {
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    /** What the web role wrote goes into paths and names: nothing but its own alphabet does. */
    void requireSound() {
        if (!BASE64URL.matcher(token).matches()
                || !BASE64URL.matcher(thumbprint).matches()) {
            throw NotShownException.last(
                    AcmeProblemType.MALFORMED, "The challenge's token is no token, or nobody asked for its check.");
        }
    }

    /** RFC 8555, section 8.1. */
    String keyAuthorization() {
        return token + "." + thumbprint;
    }

    /** The name, without the {@code *.} of a wildcard name. */
    String base() {
        return identifier.wildcard() ? identifier.value().substring(2) : identifier.value();
    }

    /** What drafts that are about accounts cannot do without. */
    String requiredAccountUrl() {
        String url = accountUrl;
        if (url == null) {
            throw NotShownException.last(
                    AcmeProblemType.MALFORMED, "The account's address is not known here: make a new order.");
        }
        return url;
    }
}
