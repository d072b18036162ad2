package org.httpca.approval.profile;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.httpca.approval.database.SignerDatabase;

/** The table {@code signer_instance}, which this program only reads. */
public final class SignerInstances {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SignerDatabase database;

    public SignerInstances(SignerDatabase database) {
        this.database = database;
    }

    /** Those that were seen within two minutes: signers do not wait longer for each other. */
    public List<SignerInstance> alive() {
        return database.list(
                "select " + SignerInstance.COLUMNS + " from signer_instance"
                        + " where seen_at > now() - interval '2 minutes' order by instance",
                SignerInstance::read);
    }

    /** Those that are alive, as soon as all of them have carried the order out, or when patience ends. */
    public List<SignerInstance> awaitReload(long order, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<SignerInstance> alive = alive();
            boolean all = alive.stream().allMatch(signer -> signer.reloadOrder() >= order);
            if (all
                    || deadline - System.nanoTime() <= 0
                    || Thread.currentThread().isInterrupted()) {
                return alive;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
