package org.httpca.signer.policy;

import java.time.Duration;
import java.util.Set;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * What this signer knows of a certificate that a request is to replace.
 *
 * @param name {@code ISSUER:SERIAL}
 * @param keySha256 of its SubjectPublicKeyInfo, hexadecimal
 * @param names its subject alternative names
 * @param profile what it was issued by; null if that is not known any more
 * @param ended for how long it has ended; zero or less while it has not
 * @param revoked why it is revoked or on hold; null if it is good
 * @param requestedBefore whether another request to replace it came earlier, and was neither rejected nor withdrawn
 * @param requestUsed whether an earlier request to replace it had the same PKCS#10
 */
public record Replaced(
        String name,
        String serial,
        String keySha256,
        Set<String> names,
        @Nullable String profile,
        Duration ended,
        @Nullable RevocationReason revoked,
        boolean requestedBefore,
        boolean requestUsed) {

    public Replaced {
        names = Set.copyOf(names);
    }
}
