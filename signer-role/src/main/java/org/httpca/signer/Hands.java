package org.httpca.signer;

import org.httpca.signer.certificate.IssuedWord;
import org.httpca.signer.intent.Prepared;
import org.httpca.signer.memory.AtHand;

/**
 * What stages of this process hand to each other beside the database.
 *
 * @param holder names this process's leases; no two processes have the same
 * @param signing from the accept stage to the sign stage
 * @param telling from the sign stage to the transmit stage
 */
record Hands(String holder, AtHand<Prepared> signing, AtHand<IssuedWord> telling) {
    private static final int MOST = 1000;

    static Hands of(String holder) {
        return new Hands(holder, new AtHand<>(MOST), new AtHand<>(MOST));
    }
}
