package org.httpca.forward.outbox;

import java.util.List;

/** Where messages to be sent come from: the outbox, or rows that are sources themselves. Used inside the transmitter's transaction. */
public interface Source {
    /** Up to {@code max} messages that no other transmitter holds, in the order to be sent ({@code FOR UPDATE SKIP LOCKED}). */
    List<Parcel> claim(int max);

    /** The broker has confirmed them: leaves nothing behind that would be sent again. */
    void sent(List<Parcel> parcels);

    /** It cannot be sent, ever: puts it aside. */
    void park(Parcel parcel, String reason);
}
