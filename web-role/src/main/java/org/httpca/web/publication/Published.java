package org.httpca.web.publication;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What can be downloaded at one address.
 *
 * @param name what the files are called, made safe by {@link #named}
 * @param certificate DER
 * @param chain what stands above it, without the root
 * @param csr DER, where one is known
 * @param since when it came to be
 */
record Published(
        String name,
        Octets certificate,
        List<Octets> chain,
        @Nullable Octets csr,
        Instant since) {

    private static final int LONGEST_NAME = 80;
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9.-]");

    Optional<Octets> request() {
        return Optional.ofNullable(csr);
    }

    /** Whether it is a CA's (RFC 5280, section 4.2.1.9). Reads the whole certificate, and few files depend on it. */
    boolean ca() {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(certificate.toArray());
            BasicConstraints constraints =
                    holder.hasExtensions() ? BasicConstraints.fromExtensions(holder.getExtensions()) : null;
            return constraints != null && constraints.isCA();
        } catch (IOException e) {
            throw new IllegalStateException("The database holds an unreadable certificate.", e);
        }
    }

    /** A name for a file: letters, digits, dots and hyphens alone, so that it means nothing in a header or on a disk. */
    static String named(String text) {
        String safe = STRANGE.matcher(text.replace("*", "wildcard")).replaceAll("_");
        return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    }
}
