package org.httpca.web.https;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where HTTPS is served, and what it waits for while it is not. */
public final class HttpsEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsEndpoint.class);

    private final TlsConnector connector;
    private volatile @Nullable ServerCertificate served;
    private volatile String waitsFor = "";

    HttpsEndpoint(TlsConnector connector) {
        this.connector = connector;
    }

    /** The port that is open; empty before the first certificate is there. */
    public OptionalInt port() {
        return served == null ? OptionalInt.empty() : OptionalInt.of(connector.port());
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
        connector.serve(certificate);
        boolean first = served == null;
        served = certificate;
        waitsFor = "";
        LOG.info(
                "HTTPS: port {} {} certificate {}, good until {}; the next one is asked for at {}.",
                connector.port(),
                first ? "is open with" : "has the new",
                certificate.serial(),
                certificate.notAfter(),
                certificate.renewalDue());
        return true;
    }
}
