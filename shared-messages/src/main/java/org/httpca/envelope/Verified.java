package org.httpca.envelope;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message whose envelope was verified: its signature held, it is for us, it has not expired, and its sender may say it. Only
 * {@link EnvelopeVerifier} makes one.
 */
public final class Verified<T> {

    private final T value;
    private final Sender sender;
    private final UUID messageId;

    Verified(T value, Sender sender, UUID messageId) {
        this.value = value;
        this.sender = sender;
        this.messageId = messageId;
    }

    public T value() {
        return value;
    }

    public Sender sender() {
        return sender;
    }

    public UUID messageId() {
        return messageId;
    }

    /** The same message as the narrower type; null if it is not of it. */
    public <U extends T> @Nullable Verified<U> as(Class<U> type) {
        return type.isInstance(value) ? new Verified<>(type.cast(value), sender, messageId) : null;
    }

    @Override
    public String toString() {
        return "Verified[" + value.getClass().getSimpleName() + " " + messageId + " from " + sender + "]";
    }
}
