package org.httpca.signer.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one stage has committed and the next has at hand, so that it need not read it again. The database knows all of it, leased to
 * this process: what is lost with it is found there when the lease has run out. From any thread.
 */
public final class AtHand<T> {
    private final int most;
    private final Queue<T> things = new ArrayDeque<>();
    private volatile Runnable bell = () -> {};

    /** @param most how many there is room for; 0 for a stage that reads everything from the database */
    public AtHand(int most) {
        this.most = most;
    }

    /** Has it called when something comes; it must be quick. */
    public void onPut(Runnable wake) {
        bell = wake;
    }

    /** Whoever finds none leaves things to the database. */
    public synchronized boolean hasRoom(int more) {
        return things.size() + more <= most;
    }

    /** Puts them there once the current transaction has committed, and never if it does not. */
    public void putAfterCommit(Collection<T> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new Put(fresh));
    }

    /** What a rollback to a savepoint undoes is not put either. */
    private final class Put implements TransactionSynchronization {
        private final Collection<T> fresh;
        private final Set<Object> later = new HashSet<>();
        private boolean undone;

        Put(Collection<T> fresh) {
            this.fresh = fresh;
        }

        @Override
        public void savepoint(Object savepoint) {
            later.add(savepoint);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            undone |= !later.contains(savepoint);
        }

        @Override
        public void afterCommit() {
            if (!undone) {
                put(fresh);
            }
        }
    }

    private void put(Collection<T> fresh) {
        synchronized (this) {
            things.addAll(fresh);
        }
        bell.run();
    }

    /** Up to that many, the first first. */
    public synchronized List<T> take(int max) {
        List<T> taken = new ArrayList<>(Math.min(max, things.size()));
        while (taken.size() < max && !things.isEmpty()) {
            taken.add(things.remove());
        }
        return taken;
    }
}
