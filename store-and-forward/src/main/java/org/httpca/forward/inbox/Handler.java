package org.httpca.forward.inbox;

import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.message.Message;

/** Gives messages their effect. */
@FunctionalInterface
public interface Handler {
    /**
     * Called in the inbox's transaction, in order of arrival. Each message must be idempotent by its own key. A database error
     * other than one of the data, and a failed transaction, mean "again later"; any other exception is taken for the data's
     * fault: the inbox then finds the message that it comes from, and parks it.
     */
    void handle(List<Verified<Message>> batch);
}
