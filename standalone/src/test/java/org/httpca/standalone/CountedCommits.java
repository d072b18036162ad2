package org.httpca.standalone;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** A role's transactions, each commit of which is a step. Who is killed before one leaves a transaction that the database rolls back. */
final class CountedCommits implements PlatformTransactionManager {
    private final PlatformTransactionManager real;
    private final Steps steps;
    private final String role;

    CountedCommits(PlatformTransactionManager real, Steps steps, String role) {
        this.real = real;
        this.steps = steps;
        this.role = role;
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        return real.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
        if (!status.isNewTransaction()) {
            real.commit(status);
            return;
        }
        try {
            steps.effect("a commit of the " + role, () -> real.commit(status));
        } catch (Steps.Killed e) {
            if (!status.isCompleted()) {
                real.rollback(status);
            }
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void rollback(TransactionStatus status) {
        real.rollback(status);
    }
}
