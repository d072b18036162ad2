package org.httpca.signer.accept;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.envelope.Verified;
import org.httpca.forward.inbox.Handler;
import org.httpca.message.LearnCertificates;
import org.httpca.message.LogSeen;
import org.httpca.message.Message;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.RevokeCertificate;
import org.httpca.message.WithdrawRequest;

/**
 * The accept stage: gives the web side's commands their effect, in the inbox's transaction. Requests first: a withdrawal that
 * overtook its request within a batch finds it; one that came in an earlier batch finds nothing and will be said again.
 */
public final class Accept implements Handler {

    static final String STAGE = "accept";

    private final AcceptRequests requests;
    private final AcceptWithdrawals withdrawals;
    private final AcceptRevocations revocations;
    private final AcceptResponders responders;
    private final AcceptCertificates certificates;
    private final AcceptLog log;

    public Accept(
            AcceptRequests requests,
            AcceptWithdrawals withdrawals,
            AcceptRevocations revocations,
            AcceptResponders responders,
            AcceptCertificates certificates,
            AcceptLog log) {
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.revocations = revocations;
        this.responders = responders;
        this.certificates = certificates;
        this.log = log;
    }

    @Override
    public void handle(List<Verified<Message>> batch) {
        List<Verified<WithdrawRequest>> withdrawn =
                of(WithdrawRequest.class, batch).toList();
        requests.accept(
                of(RequestCertificate.class, batch).toList(),
                withdrawn.stream().map(message -> message.value().requestId()).collect(Collectors.toSet()));
        withdrawals.accept(withdrawn);
        certificates.accept(of(LearnCertificates.class, batch).toList());
        log.accept(of(LogSeen.class, batch).toList());
        responders.accept(of(RequestResponderCertificate.class, batch).toList());
        // what was learnt a moment ago can be revoked
        revocations.accept(of(RevokeCertificate.class, batch).toList());
    }

    private static <T extends Message> Stream<Verified<T>> of(Class<T> type, List<Verified<Message>> batch) {
        return batch.stream().map(message -> message.as(type)).filter(Objects::nonNull);
    }
}
