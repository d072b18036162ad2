package org.httpca.signer.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.httpca.forward.loop.Work;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sign stage. A turn has three steps: one transaction that leases requests and writes down what will be signed; the
 * signatures, outside any transaction; one transaction that stores the certificates. Whoever takes over after a crash in
 * between finds what was written down and makes the same certificate of it.
 */
public final class Sign implements Work, AutoCloseable {
    /** The channel that wakes this stage. */
    public static final String CHANNEL = "sign";

    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int WORTH_SHARING = 8;

    private final TransactionTemplate transactions;
    private final Preparation preparation;
    private final Completion completion;
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "sign-pool");
        thread.setDaemon(true);
        return thread;
    });

    public Sign(TransactionTemplate transactions, Preparation preparation, Completion completion) {
        this.transactions = transactions;
        this.preparation = preparation;
        this.completion = completion;
    }

    @Override
    public int run() throws InterruptedException {
        Preparation.Batch batch = prepare();
        complete(sign(batch.prepared()));
        return batch.moved();
    }

    /** The first step: what may be signed, written down. */
    Preparation.Batch prepare() {
        return transactions.execute(status -> preparation.prepare());
    }

    /** The second step. */
    List<Signed> sign(List<Prepared> prepared) throws InterruptedException {
        if (prepared.size() < WORTH_SHARING) {
            return prepared.stream().map(Signed::of).toList();
        }
        List<Callable<List<Signed>>> shares = new ArrayList<>();
        int share = (prepared.size() + THREADS - 1) / THREADS;
        for (int from = 0; from < prepared.size(); from += share) {
            List<Prepared> part = prepared.subList(from, Math.min(prepared.size(), from + share));
            shares.add(() -> part.stream().map(Signed::of).toList());
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
