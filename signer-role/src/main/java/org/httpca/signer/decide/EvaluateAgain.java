package org.httpca.signer.decide;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.httpca.forward.loop.Work;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.HeldRequest;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.profile.Elsewhere;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForApproval;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests that wait for approval under a version of a profile that no signer has any more are evaluated again at once, so that
 * administrators do not decide about what is not going to be signed. Looks only when some signer's profiles have changed.
 */
public final class EvaluateAgain implements Work {

    private static final String STAGE = "profiles";
    private static final int REQUESTS_A_TURN = 100;

    private final TransactionTemplate transactions;
    private final Supplier<Profiles> profiles;
    private final Agreement agreement;
    private final WaitingForApproval waiting;
    private final ClearanceCheck check;
    private final Reevaluation reevaluation;
    private final Tampering tampering;
    private @Nullable Seen done;

    public EvaluateAgain(
            TransactionTemplate transactions,
            Supplier<Profiles> profiles,
            Agreement agreement,
            WaitingForApproval waiting,
            ClearanceCheck check,
            Reevaluation reevaluation,
            Tampering tampering) {
        this.transactions = transactions;
        this.profiles = profiles;
        this.agreement = agreement;
        this.waiting = waiting;
        this.check = check;
        this.reevaluation = reevaluation;
        this.tampering = tampering;
    }

    private record Seen(Set<String> own, Elsewhere others) {}

    @Override
    public int run() {
        Elsewhere others = agreement.look();
        Set<String> own = profiles.get().all().stream().map(Profile::hash).collect(Collectors.toUnmodifiableSet());
        Seen seen = new Seen(own, others);
        if (seen.equals(done)) {
            return 0;
        }
        Integer found = transactions.execute(status -> {
            List<StoredRequest> rows = waiting.pinnedToNone(own, others, REQUESTS_A_TURN);
            rows.forEach(this::again);
            return rows.size();
        });
        int handled = found == null ? 0 : found;
        if (handled == 0) {
            done = seen;
        }
        return handled;
    }

    private void again(StoredRequest row) {
        HeldRequest held = check.held(row);
        if (held == null) {
            tampering.found(STAGE, row, "what is stored is not what was held");
        } else if (held.outdated()) {
            reevaluation.again(STAGE, row);
        }
    }
}
