package org.httpca.web.page;

import java.util.List;
import org.httpca.pki.RevocationReason;
import org.httpca.web.certificate.RevocationView;

/**
 * What can be asked for of a certificate as it is now. The signer decides all the same; this spares operators its refusals.
 */
final class RevocationChoices {
    /** What is right most often comes first, and what says least after what says more. */
    private static final List<RevocationReason> ALL = List.of(
            RevocationReason.REMOVE_FROM_CRL,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.PRIVILEGE_WITHDRAWN,
            RevocationReason.UNSPECIFIED,
            RevocationReason.CERTIFICATE_HOLD);

    private RevocationChoices() {}

    /** By the names of RFC 5280; empty where nothing more can come of it. */
    static List<String> of(RevocationView now) {
        return ALL.stream()
                .filter(reason -> isOpen(now, reason))
                .map(RevocationReason::label)
                .toList();
    }

    private static boolean isOpen(RevocationView now, RevocationReason reason) {
        boolean settled = now.isRevoked() || now.wanted() != null;
        if (settled) {
            boolean gravest = now.reason() == RevocationReason.KEY_COMPROMISE
                    || (now.wanted() != null && now.wanted().reason() == RevocationReason.KEY_COMPROMISE);
            return reason == RevocationReason.KEY_COMPROMISE && !gravest;
        }
        return switch (reason) {
            case REMOVE_FROM_CRL -> now.isOnHold();
            case CERTIFICATE_HOLD -> !now.isOnHold();
            default -> true;
        };
    }
}
