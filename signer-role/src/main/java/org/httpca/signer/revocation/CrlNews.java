package org.httpca.signer.revocation;

import java.util.Set;
import java.util.TreeSet;
import org.httpca.forward.loop.Wakes;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The issuers whose CRLs have to list something new, noted as the last thing in a transaction: a row is locked for each, and whoever
 * revokes at the same time waits for its end from there on.
 */
final class CrlNews implements TransactionSynchronization {
    /** Wakes whoever makes CRLs. */
    static final String CHANNEL = "crl";

    private final Revocations revocations;
    private final Wakes wakes;
    private final Set<String> issuers = new TreeSet<>();

    private CrlNews(Revocations revocations, Wakes wakes) {
        this.revocations = revocations;
        this.wakes = wakes;
    }

    /** In a transaction, whose only one it is. */
    static void about(String issuer, Revocations revocations, Wakes wakes) {
        CrlNews news = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(CrlNews.class::isInstance)
                .map(CrlNews.class::cast)
                .findFirst()
                .orElse(null);
        if (news == null) {
            news = new CrlNews(revocations, wakes);
            TransactionSynchronizationManager.registerSynchronization(news);
        }
        news.issuers.add(issuer);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        issuers.forEach(revocations::changed);
    }

    @Override
    public void afterCommit() {
        wakes.fire(CHANNEL);
    }
}
