package org.httpca.forward.outbox;

import java.security.MessageDigest;
import org.httpca.envelope.Outgoing;

/**
 * What a side puts beside each of its outbox rows, to know them again before it signs them: a MAC with a key that the database
 * does not hold. Whoever can write to the database could otherwise have anything sealed.
 */
@FunctionalInterface
public interface RowMark {

    /** For a side whose database may say whatever the side may say. */
    RowMark NONE = message -> new byte[0];

    /** The mark of this message; the same for the same id, type and body. */
    byte[] of(Outgoing message);

    /** Whether this is the mark of this message, or one from before the key was renewed. */
    default boolean holds(Outgoing message, byte[] mark) {
        return MessageDigest.isEqual(of(message), mark);
    }
}
