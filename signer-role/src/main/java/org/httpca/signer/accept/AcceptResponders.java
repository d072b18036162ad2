package org.httpca.signer.accept;

import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.signer.responder.ResponderRates;
import org.httpca.signer.responder.ResponderWishes;

/** The web side's responders that want a certificate, as many as there is room for in the hour. Those known are answered in any case. */
public final class AcceptResponders {
    private final ResponderWishes wishes;
    private final ResponderRates rates;

    public AcceptResponders(ResponderWishes wishes, ResponderRates rates) {
        this.wishes = wishes;
        this.rates = rates;
    }

    void accept(List<Verified<RequestResponderCertificate>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        int room = rates.room();
        int left = 0;
        for (Verified<RequestResponderCertificate> message : messages) {
            String sender = message.sender().instance();
            if (wishes.answered(message.value(), Accept.STAGE, sender)) {
                continue;
            }
            if (room <= 0) {
                left++;
            } else if (wishes.take(message.value(), Accept.STAGE, sender)) {
                room--;
            }
        }
        if (left > 0) {
            rates.exceeded(Accept.STAGE, left);
        }
    }
}
