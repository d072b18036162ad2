package org.httpca.web.https;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is asked for.
 *
 * @param key the key that it is for; it never leaves this machine
 * @param csr the PKCS#10, DER
 * @param names what it is for
 * @param requestId null until it is submitted; what was submitted and not noted is submitted again with the same key, which is
 *     no second request
 * @param failures how many in a row came to nothing, this one included
 * @param nextTry where it came to nothing: when the next is begun
 */
record Application(
        PrivateKey key,
        Octets csr,
        List<Identifier> names,
        @Nullable UUID requestId,
        int failures,
        @Nullable Instant nextTry) {

    Application {
        names = List.copyOf(names);
    }

    Application submittedAs(UUID id) {
        return new Application(key, csr, names, id, failures, null);
    }

    Application failed(Instant next) {
        return new Application(key, csr, names, requestId, failures + 1, next);
    }

    @Override
    public String toString() {
        return "Application[" + names + ", " + requestId + "]";
    }
}
