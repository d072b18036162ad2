package org.httpca.forward.outbox;

/** How much a transmitter claims: little at first, doubled while each claim comes back full, halved when hardly used. */
final class ClaimSize {
    static final int LEAST = 32;
    static final int MOST = 500;

    private int size = LEAST;

    int size() {
        return size;
    }

    void claimed(int count) {
        if (count >= size) {
            size = Math.min(MOST, size * 2);
        } else if (count < size / 4) {
            size = Math.max(LEAST, size / 2);
        }
    }
}
