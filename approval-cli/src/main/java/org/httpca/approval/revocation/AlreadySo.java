package org.httpca.approval.revocation;

import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.Revocation;
import org.httpca.approval.terminal.Times;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * Says to somebody who comes too late what a certificate is already. The rules are the signer's, who has the last word: an order
 * that passes here may be refused there.
 */
public final class AlreadySo {
    private AlreadySo() {}

    /** Why there is nothing to order; null if there is. */
    public static @Nullable String line(IssuedCertificate certificate, RevocationReason wanted) {
        Revocation before = certificate.revocation();
        String which = certificate.serial() + " of " + certificate.issuer();
        if (wanted == RevocationReason.REMOVE_FROM_CRL) {
            return release(which, before);
        }
        // what cannot be read, no signer wrote: it will take the order for the first word about the certificate
        if (before == null || before.reason() == null) {
            return null;
        }
        if (before.reason() == wanted) {
            return which + " is " + (before.isOnHold() ? "on hold" : "revoked") + " already, " + words(before) + ".";
        }
        boolean changes = before.isOnHold() || wanted == RevocationReason.KEY_COMPROMISE;
        return changes
                ? null
                : which + " is revoked already, " + words(before)
                        + ": of the reason, only keyCompromise can take another's place.";
    }

    private static @Nullable String release(String which, @Nullable Revocation before) {
        if (before == null) {
            return which + " is not on hold: there is nothing to release.";
        }
        if (before.isReleased()) {
            return which + " is released already, " + words(before) + ".";
        }
        return before.isOnHold() || before.reason() == null
                ? null
                : which + " is revoked already, " + words(before) + ": only a hold can be released.";
    }

    private static String words(Revocation before) {
        boolean named = !before.isReleased() && !before.isOnHold();
        return (named ? "for " + before.label() + " " : "") + "since " + Times.at(before.since());
    }
}
