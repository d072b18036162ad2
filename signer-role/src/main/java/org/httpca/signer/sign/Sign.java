package org.httpca.signer.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Work;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.intent.Prepared;
import org.httpca.signer.memory.AtHand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sign stage. What the accept stage has prepared is at hand; the rest is in the database. A turn has three steps: one
 * transaction that leases requests and writes down what will be signed; the signatures, outside any transaction; one transaction
 * that stores the certificates. Whoever takes over after a crash in between finds what was written down and makes the same
 * certificate of it.
 */
public final class Sign implements Work, AutoCloseable {
    /** The channel that wakes this stage. */
    public static final String CHANNEL = "sign";

    private static final Logger LOG = LoggerFactory.getLogger(Sign.class);
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int WORTH_SHARING = 8;

    private final TransactionTemplate transactions;
    private final AtHand<Prepared> atHand;
    private final Looks looks;
    private final Preparation preparation;
    private final IssuerSignatures signatures;
    private final Completion completion;
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "sign-pool");
        thread.setDaemon(true);
        return thread;
    });

    /** @param looks when to look into the database, besides what is at hand */
    public Sign(
            TransactionTemplate transactions,
            AtHand<Prepared> atHand,
            Looks looks,
            Preparation preparation,
            IssuerSignatures signatures,
            Completion completion) {
        this.transactions = transactions;
        this.atHand = atHand;
        this.looks = looks;
        this.preparation = preparation;
        this.signatures = signatures;
        this.completion = completion;
    }

    @Override
    public int run() throws InterruptedException {
        return signWhatIsAtHand() + (looks.isDue() ? signWhatWaits() : 0);
    }

    private int signWhatWaits() throws InterruptedException {
        try {
            Preparation.Batch batch = prepare();
            complete(sign(batch.prepared()));
            if (batch.moved() > 0) {
                looks.ring();
            }
            return batch.moved();
        } catch (RuntimeException e) {
            // so that the next turn looks again, and a stage that fails does not seem to have nothing to do
            looks.ring();
            throw e;
        }
    }

    /** What the accept stage has prepared. What may not be signed any more is left to a turn that looks into the database. */
    private int signWhatIsAtHand() throws InterruptedException {
        List<Prepared> prepared = atHand.take(Preparation.MOST);
        if (prepared.isEmpty()) {
            return 0;
        }
        try {
            List<Prepared> signable = preparation.signable(prepared);
            if (signable.size() < prepared.size()) {
                preparation.putBack(
                        prepared.stream().filter(one -> !signable.contains(one)).toList());
                looks.ring();
            }
            complete(sign(signable));
            return signable.size();
        } catch (RuntimeException e) {
            leave(prepared, e);
            throw e;
        }
    }

    /** To a turn that looks into the database: a permit is good once. */
    private void leave(List<Prepared> prepared, RuntimeException fault) {
        try {
            preparation.putBack(prepared);
        } catch (RuntimeException e) {
            fault.addSuppressed(e); // their leases run out
        }
        looks.ring();
    }

    /** The first step: what may be signed, written down. */
    Preparation.Batch prepare() {
        return transactions.execute(status -> preparation.prepare());
    }

    /** The second step. What cannot be signed keeps its lease for a while, and holds up nothing else. */
    List<Signed> sign(List<Prepared> prepared) throws InterruptedException {
        List<Signed> signed = share(prepared);
        if (signed.isEmpty() && !prepared.isEmpty()) {
            throw new IllegalStateException("No certificate of this turn could be signed");
        }
        return signed;
    }

    private List<Signed> share(List<Prepared> prepared) throws InterruptedException {
        if (prepared.size() < WORTH_SHARING) {
            return signed(prepared);
        }
        List<Callable<List<Signed>>> shares = new ArrayList<>();
        int share = (prepared.size() + THREADS - 1) / THREADS;
        for (int from = 0; from < prepared.size(); from += share) {
            List<Prepared> part = prepared.subList(from, Math.min(prepared.size(), from + share));
            shares.add(() -> signed(part));
        }
        List<Signed> signed = new ArrayList<>(prepared.size());
        for (Future<List<Signed>> done : pool.invokeAll(shares)) {
            try {
                signed.addAll(done.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("A certificate could not be signed", e.getCause());
            }
        }
        return signed;
    }

    private List<Signed> signed(List<Prepared> prepared) {
        List<Signed> signed = new ArrayList<>(prepared.size());
        for (Prepared one : prepared) {
            try {
                signed.add(Signed.of(one, signatures));
            } catch (RuntimeException e) {
                LOG.error(
                        "The certificate of request {} could not be signed",
                        one.request().id(),
                        e);
            }
        }
        return signed;
    }

    /** The third step: certificates stored, requests moved on. */
    void complete(List<Signed> signed) {
        if (!signed.isEmpty()) {
            transactions.executeWithoutResult(status -> completion.complete(signed));
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
