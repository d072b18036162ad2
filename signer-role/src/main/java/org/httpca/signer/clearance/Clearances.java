package org.httpca.signer.clearance;

import static org.httpca.signer.clearance.FieldMac.utf8;

import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.signer.request.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the MACs that clear a request for signing, or say that it is held (HMAC-SHA-256, RFC 2104). The key is in the
 * signer's keystore only: a row that somebody else wrote carries none that holds. Every MAC begins with what it is for, so that
 * none can stand for another.
 */
public final class Clearances {

    private final FieldMac mac;

    public Clearances(FieldMac mac) {
        this.mac = mac;
    }

    /**
     * A request that waits for administrators.
     *
     * @param digest the digest of the canonical request, pinned to the profile's hash
     * @param findings the JSON of the policy's findings: what administrators are shown must be what was found
     */
    public Octets held(UUID id, Octets digest, String profileHash, int approvalsRequired, String findings) {
        return of(Verdict.HELD, id, digest, profileHash, approvalsRequired, findings);
    }

    /** A request that the policy cleared. */
    public Octets clearedByPolicy(UUID id, Octets digest, String profileHash, int approvalsRequired) {
        return of(Verdict.CLEARED_BY_POLICY, id, digest, profileHash, approvalsRequired, "");
    }

    /** A request that the orders of enough administrators cleared. */
    public Octets clearedByOrders(UUID id, Octets digest, String profileHash, int approvalsRequired) {
        return of(Verdict.CLEARED_BY_ORDERS, id, digest, profileHash, approvalsRequired, "");
    }

    public boolean heldHolds(
            @Nullable Octets claimed,
            UUID id,
            Octets digest,
            String profileHash,
            int approvalsRequired,
            String findings) {
        return holds(claimed, Verdict.HELD, id, digest, profileHash, approvalsRequired, findings);
    }

    public boolean clearedByPolicyHolds(
            @Nullable Octets claimed, UUID id, Octets digest, String profileHash, int approvalsRequired) {
        return holds(claimed, Verdict.CLEARED_BY_POLICY, id, digest, profileHash, approvalsRequired, "");
    }

    public boolean clearedByOrdersHolds(
            @Nullable Octets claimed, UUID id, Octets digest, String profileHash, int approvalsRequired) {
        return holds(claimed, Verdict.CLEARED_BY_ORDERS, id, digest, profileHash, approvalsRequired, "");
    }

    private boolean holds(
            @Nullable Octets claimed,
            Verdict verdict,
            UUID id,
            Octets digest,
            String profileHash,
            int approvalsRequired,
            String findings) {
        return claimed != null
                && mac.holds(
                        claimed.toArray(),
                        label(verdict),
                        fields(id, digest, profileHash, approvalsRequired, findings));
    }

    private Octets of(
            Verdict verdict, UUID id, Octets digest, String profileHash, int approvalsRequired, String findings) {
        return Octets.of(mac.of(label(verdict), fields(id, digest, profileHash, approvalsRequired, findings)));
    }

    private static String label(Verdict verdict) {
        return "httpca clearance v1 " + verdict.text();
    }

    private static byte[][] fields(UUID id, Octets digest, String profileHash, int approvalsRequired, String findings) {
        return new byte[][] {
            utf8(id.toString()), digest.toArray(), utf8(profileHash), FieldMac.number(approvalsRequired), utf8(findings)
        };
    }
}
