package org.httpca.web.https;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where HTTPS is served, and what it waits for while it is not. */
public final class HttpsEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsEndpoint.class);

    private final TlsConnector connector;
    private final @Nullable TlsConnector asking;
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile @Nullable ServerCertificate served;
    private volatile String waitsFor = "";

    /** @param asking asks clients for a certificate; null for none */
    HttpsEndpoint(TlsConnector connector, @Nullable TlsConnector asking) {
        this.connector = connector;
        this.asking = asking;
    }

    /** The port on which clients are asked for a certificate; empty where there is none, or it is not open yet. */
    public OptionalInt clientPort() {
        return served == null || asking == null ? OptionalInt.empty() : OptionalInt.of(asking.port());
    }

    /** The port that is open; empty before the first certificate is there. */
    public OptionalInt port() {
        return served == null ? OptionalInt.empty() : OptionalInt.of(connector.port());
    }

    /**
     * Waits until the port is open.
     *
     * @return false if it is not open after this time; {@link #waitsFor()} may know why
     */
    public boolean awaitOpen(Duration limit) throws InterruptedException {
        return opened.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The serial of the certificate that new connections get. */
    public Optional<String> serial() {
        ServerCertificate certificate = served;
        return certificate == null ? Optional.empty() : Optional.of(certificate.serial());
    }

    /** A sentence for the operator; empty when nothing is under way. */
    public String waitsFor() {
        return waitsFor;
    }

    /** For the operator: it is not open, or the certificate should have been renewed long ago. */
    List<String> alarms(Instant now) {
        ServerCertificate certificate = served;
        if (certificate == null) {
            return waitsFor.isEmpty() ? List.of() : List.of("HTTPS is not open. " + waitsFor);
        }
        Duration left = Duration.between(certificate.renewalDue(), certificate.notAfter());
        return now.isBefore(certificate.notAfter().minus(left.dividedBy(2)))
                ? List.of()
                : List.of(("The certificate for HTTPS ends at " + certificate.notAfter() + ". " + waitsFor).strip());
    }

    void waitsFor(String sentence) {
        waitsFor = sentence;
    }

    /**
     * From now on new connections get this certificate; those that are open go on with theirs.
     *
     * @return false if it is the one that they get already
     * @throws IllegalStateException with the way out, if the port cannot be opened
     */
    boolean serve(ServerCertificate certificate) {
        if (certificate.equals(served)) {
            return false;
        }
        try {
            connector.serve(certificate);
            if (asking != null) {
                asking.serve(certificate);
            }
        } catch (IllegalStateException e) {
            waitsFor = String.valueOf(e.getMessage());
            throw e;
        }
        boolean first = served == null;
        served = certificate;
        waitsFor = "";
        opened.countDown();
        LOG.info(
                "HTTPS: port {} {} certificate {}, good until {}; the next one is asked for at {}.",
                connector.port(),
                first ? "is open with" : "has the new",
                certificate.serial(),
                certificate.notAfter(),
                certificate.renewalDue().truncatedTo(ChronoUnit.SECONDS));
        if (first && asking != null) {
            LOG.info("HTTPS: port {} asks clients for a certificate, which they can renew there.", asking.port());
        }
        return true;
    }
}
