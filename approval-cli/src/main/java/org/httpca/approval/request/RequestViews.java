package org.httpca.approval.request;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.IssuedCertificates;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.order.StoredOrders;
import org.httpca.message.RequestCertificate;
import org.jspecify.annotations.Nullable;

/** Puts views of requests together. */
public final class RequestViews {
    private final SignerDatabase database;
    private final Clock clock;

    public RequestViews(SignerDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Examines a request and adds what the database knows around it. */
    public RequestView of(StoredRequest row) {
        return of(ExaminedRequest.of(row));
    }

    /** Adds what the database knows around a request. */
    public RequestView of(ExaminedRequest request) {
        UUID id = request.row().id();
        return new RequestView(
                request,
                predecessor(request),
                new StoredOrders(database).on(id),
                Claims.valid(database, id),
                clock.instant());
    }

    private @Nullable Predecessor predecessor(ExaminedRequest request) {
        List<String> names = request.names();
        if (names.isEmpty()) {
            return null;
        }
        IssuedCertificate certificate =
                new IssuedCertificates(database).lastFor(names, request.row().id());
        return certificate == null ? null : Predecessor.of(certificate, request, earlier(certificate.requestId()));
    }

    private @Nullable RequestCertificate earlier(@Nullable UUID id) {
        StoredRequest row = id == null ? null : new Requests(database).find(id);
        return row == null ? null : ExaminedRequest.of(row).command();
    }
}
