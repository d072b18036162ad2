package org.httpca.signer.revocation;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.httpca.forward.loop.Wakes;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The issuers whose CRLs have to list something new, noted as the last thing in a transaction: a row is locked for each, and whoever
 * revokes at the same time waits for its end from there on. So the numbers of changes become visible in their order.
 */
final class CrlNews implements TransactionSynchronization {
    /** Wakes whoever makes CRLs. */
    static final String CHANNEL = "crl";

    private final Revocations revocations;
    private final Wakes wakes;
    /** The lists of the certificates that changed, by their serial numbers, by their issuers. */
    private final Map<String, Map<String, String>> changed = new TreeMap<>();

    private CrlNews(Revocations revocations, Wakes wakes) {
        this.revocations = revocations;
        this.wakes = wakes;
    }

    /** In a transaction, whose only one it is. */
    static void about(Revocation revocation, Revocations revocations, Wakes wakes) {
        CrlNews news = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(CrlNews.class::isInstance)
                .map(CrlNews.class::cast)
                .findFirst()
                .orElse(null);
        if (news == null) {
            news = new CrlNews(revocations, wakes);
            TransactionSynchronizationManager.registerSynchronization(news);
        }
        news.changed
                .computeIfAbsent(revocation.issuer(), issuer -> new TreeMap<>())
                .put(revocation.serial(), revocation.shard());
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        changed.forEach(
                (issuer, shards) -> revocations.changed(issuer, shards.keySet(), new TreeSet<>(shards.values())));
    }

    @Override
    public void afterCommit() {
        wakes.fire(CHANNEL);
    }
}
