package org.httpca.worker.accept;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.forward.inbox.Handler;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.CertificateEvent;
import org.httpca.message.CertificatesCounted;
import org.httpca.message.LogExtended;
import org.httpca.message.Message;
import org.httpca.message.Publication;
import org.httpca.message.RequestEvent;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.message.RevocationRefused;

/** Gives events their effect on the web database, a batch in a few statements, and tells the web role that something changed. */
public final class AcceptedEvents implements Handler {
    /** Something about a request changed. */
    public static final String REQUEST = "request";

    private static final String RESPONDER = "responder";
    /** Something was published: profiles, issuers, a CRL. */
    public static final String PUBLISHED = "published";

    private final RequestOutcomes requests;
    private final Publications publications;
    private final CertificateAnswers certificates;
    private final RevocationWords revocations;
    private final ResponderAnswers responders;
    private final PublishedLog log;
    private final Wakes wakes;

    public AcceptedEvents(
            RequestOutcomes requests,
            Publications publications,
            CertificateAnswers certificates,
            RevocationWords revocations,
            ResponderAnswers responders,
            PublishedLog log,
            Wakes wakes) {
        this.requests = requests;
        this.revocations = revocations;
        this.responders = responders;
        this.log = log;
        this.publications = publications;
        this.certificates = certificates;
        this.wakes = wakes;
    }

    @Override
    public void handle(List<Verified<Message>> batch) {
        List<RequestEvent> aboutRequests = new ArrayList<>(batch.size());
        List<CertificatesCounted> questions = new ArrayList<>();
        List<CertificateEvent> aboutCertificates = new ArrayList<>();
        boolean published = false;
        for (Verified<Message> message : batch) {
            if (message.value() instanceof RequestEvent event) {
                aboutRequests.add(event);
            } else if (message.value() instanceof Publication publication) {
                publications.accept(publication);
                published = true;
            } else if (message.value() instanceof CertificateEvent event) {
                aboutCertificates.add(event);
            } else if (message.value() instanceof RevocationRefused refused) {
                revocations.refuse(refused);
            } else if (message.value() instanceof ResponderCertificateIssued issued) {
                responders.accept(issued);
                wakes.afterCommit(RESPONDER);
            } else if (message.value() instanceof ResponderCertificateRefused refused) {
                responders.refuse(refused);
            } else if (message.value() instanceof LogExtended extended) {
                log.accept(extended);
            } else if (message.value() instanceof CertificatesCounted question) {
                questions.add(question);
            } else {
                throw new IllegalArgumentException(
                        "No event: " + message.value().getClass().getSimpleName());
            }
        }
        if (!aboutRequests.isEmpty()) {
            requests.accept(aboutRequests);
            wakes.afterCommit(REQUEST);
        }
        revocations.accept(aboutCertificates);
        // after what came with it: that may be what the signer has and we had not
        questions.stream()
                .max(Comparator.comparing(CertificatesCounted::number))
                .ifPresent(certificates::accept);
        if (published) {
            wakes.afterCommit(PUBLISHED);
        }
    }
}
