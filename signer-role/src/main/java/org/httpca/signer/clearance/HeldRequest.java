package org.httpca.signer.clearance;

import java.util.UUID;
import org.httpca.pki.Octets;

/**
 * A request that waits for administrators, unaltered since the policy held it. Only {@link ClearanceCheck} makes one. It is not
 * what signing takes.
 */
public final class HeldRequest {

    private final UUID id;
    private final Octets digest;
    private final String profileHash;
    private final int approvalsRequired;
    private final boolean outdated;

    HeldRequest(UUID id, Octets digest, String profileHash, int approvalsRequired, boolean outdated) {
        this.id = id;
        this.digest = digest;
        this.profileHash = profileHash;
        this.approvalsRequired = approvalsRequired;
        this.outdated = outdated;
    }

    public UUID id() {
        return id;
    }

    /** What orders must be signed over. */
    public Octets digest() {
        return digest;
    }

    /** 1 or more. */
    public int approvalsRequired() {
        return approvalsRequired;
    }

    /** Has the profile changed since the request was held? */
    public boolean outdated() {
        return outdated;
    }

    /** The clearance for signing, for the one who counted enough orders. */
    public Octets clearedByOrders(Clearances clearances) {
        return clearances.clearedByOrders(id, digest, profileHash, approvalsRequired);
    }
}
