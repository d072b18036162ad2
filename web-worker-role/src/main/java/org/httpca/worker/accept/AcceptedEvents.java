package org.httpca.worker.accept;

import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.forward.inbox.Handler;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.Message;
import org.httpca.message.Publication;
import org.httpca.message.RequestEvent;

/** Gives events their effect on the web database, a batch in a few statements, and tells the web role that something changed. */
public final class AcceptedEvents implements Handler {
    /** Something about a request changed. */
    public static final String REQUEST = "request";
    /** Something was published: profiles, issuers, a CRL. */
    public static final String PUBLISHED = "published";

    private final RequestOutcomes requests;
    private final Publications publications;
    private final Wakes wakes;

    public AcceptedEvents(RequestOutcomes requests, Publications publications, Wakes wakes) {
        this.requests = requests;
        this.publications = publications;
        this.wakes = wakes;
    }

    @Override
    public void handle(List<Verified<Message>> batch) {
        List<RequestEvent> aboutRequests = new ArrayList<>(batch.size());
        boolean published = false;
        for (Verified<Message> message : batch) {
            if (message.value() instanceof RequestEvent event) {
                aboutRequests.add(event);
            } else if (message.value() instanceof Publication publication) {
                publications.accept(publication);
                published = true;
            } else {
                throw new IllegalArgumentException(
                        "No event: " + message.value().getClass().getSimpleName());
            }
        }
        if (!aboutRequests.isEmpty()) {
            requests.accept(aboutRequests);
            wakes.afterCommit(REQUEST);
        }
        if (published) {
            wakes.afterCommit(PUBLISHED);
        }
    }
}
