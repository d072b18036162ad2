package org.httpca.signer.clearance;

import java.util.function.Supplier;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Verdict;
import org.jspecify.annotations.Nullable;

/** Checks rows against their clearance, before every signature and before orders are counted. */
public final class ClearanceCheck {

    private final Clearances clearances;
    private final Supplier<Profiles> profiles;
    private final Proofs proofs;

    /** @param profiles those of now */
    public ClearanceCheck(Clearances clearances, Supplier<Profiles> profiles, Proofs proofs) {
        this.clearances = clearances;
        this.profiles = profiles;
        this.proofs = proofs;
    }

    /** May this row be signed? Looks at its content and MAC only, not at its state. */
    public Checked cleared(StoredRequest row) {
        RequestCertificate command = RowContent.command(row);
        String hash = row.profileHash();
        if (command == null || hash == null) {
            return new Checked.Altered("its command cannot be read, or belongs to another row");
        }
        Octets digest = command.digest(hash);
        if (!clearanceHolds(row, digest, hash)) {
            return new Checked.Altered("its clearance does not hold");
        }
        Result<CertificationRequest> proof = proofs.read(command.proof());
        if (!(proof instanceof Result.Passed<CertificationRequest> passed)) {
            return new Checked.Altered("its proof of possession does not hold");
        }
        Profile profile = current(command, hash);
        ClearedRequest cleared = new ClearedRequest(command, passed.value(), profile, digest);
        return profile == null ? new Checked.Outdated(cleared) : new Checked.Cleared(cleared);
    }

    /** The request as the policy held it; null if the command, profile, approvals or findings are others now. */
    public @Nullable HeldRequest held(StoredRequest row) {
        RequestCertificate command = RowContent.command(row);
        String hash = row.profileHash();
        if (command == null || hash == null) {
            return null;
        }
        Octets digest = command.digest(hash);
        int required = row.approvalsRequired();
        return clearances.heldHolds(row.clearance(), row.id(), digest, hash, required, row.findings())
                ? new HeldRequest(row.id(), digest, hash, required, current(command, hash))
                : null;
    }

    /** The profile that the request is pinned to; null if it is not the current one of its name any more. */
    private @Nullable Profile current(RequestCertificate command, String hash) {
        return profiles.get()
                .find(command.profile())
                .filter(profile -> profile.hash().equals(hash))
                .orElse(null);
    }

    private boolean clearanceHolds(StoredRequest row, Octets digest, String hash) {
        if (row.verdict() == Verdict.CLEARED_BY_POLICY) {
            return clearances.clearedByPolicyHolds(row.clearance(), row.id(), digest, hash, row.approvalsRequired());
        }
        return row.verdict() == Verdict.CLEARED_BY_ORDERS
                && clearances.clearedByOrdersHolds(row.clearance(), row.id(), digest, hash, row.approvalsRequired());
    }
}
