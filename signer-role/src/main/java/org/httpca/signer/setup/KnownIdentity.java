package org.httpca.signer.setup;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * An identity that the messaging CA issued.
 *
 * @param serial of its certificate, in hexadecimal
 * @param sha256 of its certificate, in hexadecimal
 * @param revokedAt null if it was not
 */
record KnownIdentity(
        String instance,
        Role role,
        String serial,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        @Nullable Instant revokedAt,
        State state) {

    enum State {
        /** What the instance is to seal with. */
        VALID,
        /** There is a newer one of the same instance; this one is taken as well. */
        SUPERSEDED,
        REVOKED,
        ENDED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether others take what it seals. */
        boolean isTaken() {
            return this == VALID || this == SUPERSEDED;
        }
    }

    /** @param name the one that the certificate carries */
    static KnownIdentity of(Identity.Name name, X509Certificate certificate, @Nullable Instant revokedAt, State state) {
        return new KnownIdentity(
                name.instance(),
                name.role(),
                SerialNumbers.hex(certificate.getSerialNumber()),
                sha256(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                revokedAt,
                state);
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded()).sha256().hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
