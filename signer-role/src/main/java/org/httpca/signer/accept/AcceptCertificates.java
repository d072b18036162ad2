package org.httpca.signer.accept;

import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.message.LearnCertificates;
import org.httpca.signer.comparison.Learning;

/** Certificates that this signer's database had lost. */
public final class AcceptCertificates {
    private final Learning learning;

    public AcceptCertificates(Learning learning) {
        this.learning = learning;
    }

    void accept(List<Verified<LearnCertificates>> messages) {
        messages.forEach(message ->
                learning.learn(Accept.STAGE, message.value(), message.sender().instance()));
    }
}
