package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Predicate;
import org.httpca.standalone.WholeSystem.Asked;

/** A genuine envelope about a request, taken off the broker before its receiver had it. */
@SuppressWarnings("ArrayRecordComponent") // never compared; published as it is
record Captured(Asked asked, byte[] envelope) {

    private static final int ATTEMPTS = 20;

    /**
     * Submits a request and catches an envelope about it. Receiver and thief compete for the queue, so one request may slip
     * through, and another is submitted then.
     *
     * @param receiver whose login is used to listen
     * @param sender whose login passes on what is not wanted
     * @param text what the envelope has in it
     * @param arrived whether the receiver heard about the request
     */
    static Captured before(
            WholeSystem system, RoleLogin receiver, RoleLogin sender, String text, Predicate<Asked> arrived)
            throws Exception {
        try (RoleLogin.Wiretap tap = receiver.taps(sender, text)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Asked asked = system.asks("captured-" + text.length() + "-" + attempt + ".example.test");
                Eventually.holds(
                        "the envelope about " + asked + " is taken, or arrives",
                        () -> tap.taken().isPresent() || arrived.test(asked));
                Optional<byte[]> taken = tap.taken();
                if (taken.isPresent()) {
                    assertThat(Forger.payload(taken.get())).contains(asked.id().toString());
                    return new Captured(asked, taken.get());
                }
            }
        }
        throw new AssertionError("The receiver was always faster.");
    }
}
