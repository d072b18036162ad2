package org.httpca.web.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Has those who store at the same time share a transaction. The first to come stores at once; those who come while it commits are
 * stored together by the next. So nobody waits for company, and under load a commit carries many.
 */
final class SharedCommits<R> {
    /** Who brings more has a transaction of its own: it gains little, and would keep the others waiting. */
    private static final int FEW = 8;

    private final Consumer<List<R>> transaction;

    private List<Part<R>> waiting = new ArrayList<>();
    private boolean storing;

    /** @param transaction stores all or nothing; one thread calls it for the rows of several */
    SharedCommits(Consumer<List<R>> transaction) {
        this.transaction = transaction;
    }

    /** Returns when they are committed; throws what kept them from it, if they are not. */
    void store(List<R> rows) {
        if (rows.size() > FEW) {
            transaction.accept(rows);
            return;
        }
        Part<R> own = new Part<>(rows);
        List<Part<R>> together = gather(own);
        if (!together.isEmpty()) {
            storeAll(together);
        }
        if (endOf(own) == End.BY_ITSELF) {
            transaction.accept(rows);
        }
    }

    /** What the caller is to store for everybody, its own among it; nothing, if another thread has done that by now. */
    private synchronized List<Part<R>> gather(Part<R> own) {
        waiting.add(own);
        boolean interrupted = false;
        while (storing && own.end == End.OPEN) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The rows may be on their way to the disk: who brought them is told how that ended.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.end != End.OPEN) {
            return List.of();
        }
        storing = true;
        List<Part<R>> together = waiting;
        waiting = new ArrayList<>();
        return together;
    }

    private void storeAll(List<Part<R>> together) {
        End end = End.FAILED;
        RuntimeException fault = null;
        try {
            transaction.accept(
                    together.stream().flatMap(part -> part.rows.stream()).toList());
            end = End.STORED;
        } catch (DataIntegrityViolationException e) {
            // One of several is to blame, and the others are not to suffer for it.
            end = together.size() > 1 ? End.BY_ITSELF : End.FAILED;
            fault = e;
        } catch (RuntimeException e) {
            fault = e;
        } finally {
            release(together, end, fault);
        }
    }

    private synchronized void release(List<Part<R>> together, End end, @Nullable RuntimeException fault) {
        storing = false;
        for (Part<R> part : together) {
            part.end = end;
            part.fault = fault;
        }
        notifyAll();
    }

    private synchronized End endOf(Part<R> part) {
        if (part.end != End.FAILED) {
            return part.end;
        }
        throw part.fault != null ? part.fault : new IllegalStateException("The thread that stored for others died.");
    }

    private enum End {
        OPEN,
        STORED,
        BY_ITSELF,
        FAILED
    }

    /** What one thread brought, and what became of it; guarded by the lock of whoever gathers. */
    private static final class Part<R> {
        private final List<R> rows;
        private End end = End.OPEN;
        private @Nullable RuntimeException fault;

        Part(List<R> rows) {
            this.rows = rows;
        }
    }
}
