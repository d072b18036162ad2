package org.httpca.signer.accept;

import java.util.List;
import java.util.Set;
import org.httpca.forward.loop.Work;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts commands that waited for a profile: this signer has it now, or no signer has it any more, and then the policy is asked
 * about what there is instead.
 */
public final class TakeUp implements Work {

    /** A chain of its own: the accept stage has another thread. */
    static final String STAGE = "profiles";

    private static final int COMMANDS_A_TURN = 100;

    private final TransactionTemplate transactions;
    private final UnevaluatedRequests unevaluated;
    private final AcceptRequests requests;

    public TakeUp(TransactionTemplate transactions, UnevaluatedRequests unevaluated, AcceptRequests requests) {
        this.transactions = transactions;
        this.unevaluated = unevaluated;
        this.requests = requests;
    }

    @Override
    public int run() {
        Integer taken = transactions.execute(status -> {
            List<ReceivedRequest> received = unevaluated.take(STAGE, COMMANDS_A_TURN);
            requests.evaluate(STAGE, received, Set.of());
            return received.size();
        });
        return taken == null ? 0 : taken;
    }
}
