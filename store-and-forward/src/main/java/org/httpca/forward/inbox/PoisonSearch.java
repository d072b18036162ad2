package org.httpca.forward.inbox;

import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;

/** Within one transaction: gives every message its effect but those that fail by themselves, found by halving under savepoints. */
final class PoisonSearch {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonSearch.class);

    private final Handler handler;
    private final TransactionStatus transaction;

    PoisonSearch(Handler handler, TransactionStatus transaction) {
        this.handler = handler;
        this.transaction = transaction;
    }

    /** @param poison takes each message that cannot have an effect: the reason and its envelope */
    void handle(List<Inbox.Arrived> messages, BiConsumer<String, byte[]> poison) {
        if (messages.isEmpty()) {
            return;
        }
        Object savepoint = transaction.createSavepoint();
        try {
            handler.handle(messages.stream().map(Inbox.Arrived::message).toList());
            transaction.releaseSavepoint(savepoint);
            return;
        } catch (RuntimeException e) {
            if (!Culprit.isData(e)) {
                throw e;
            }
            transaction.rollbackToSavepoint(savepoint);
            transaction.releaseSavepoint(savepoint);
            if (messages.size() == 1) {
                poison.accept(reason(messages.get(0), e), messages.get(0).body());
                LOG.warn("A message cannot have its effect.", e);
                return;
            }
        }
        int half = messages.size() / 2;
        handle(messages.subList(0, half), poison);
        handle(messages.subList(half, messages.size()), poison);
    }

    private static String reason(Inbox.Arrived arrived, RuntimeException fault) {
        return "message " + arrived.message().messageId() + " ("
                + arrived.message().value().getClass().getSimpleName() + "): "
                + fault.getClass().getSimpleName() + ": " + fault.getMessage();
    }
}
