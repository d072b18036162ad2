package org.httpca.signer.clearance;

import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.signer.profile.Approvers;
import org.httpca.signer.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for administrators, unaltered since the policy held it. Only {@link ClearanceCheck} makes one. It is not
 * what signing takes.
 */
public final class HeldRequest {

    private final UUID id;
    private final Octets digest;
    private final String profileHash;
    private final int approvalsRequired;
    private final @Nullable Profile profile;

    /** @param profile the one that it is pinned to; null if it is not the current one of its name any more */
    HeldRequest(UUID id, Octets digest, String profileHash, int approvalsRequired, @Nullable Profile profile) {
        this.id = id;
        this.digest = digest;
        this.profileHash = profileHash;
        this.approvalsRequired = approvalsRequired;
        this.profile = profile;
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
        return profile == null;
    }

    /** Who may approve it; nobody may if it is outdated. */
    public Optional<Approvers> approvers() {
        return Optional.ofNullable(profile).map(Profile::approvers);
    }

    /** The clearance for signing, for the one who counted enough orders. */
    public Octets clearedByOrders(Clearances clearances) {
        return clearances.clearedByOrders(id, digest, profileHash, approvalsRequired);
    }
}
