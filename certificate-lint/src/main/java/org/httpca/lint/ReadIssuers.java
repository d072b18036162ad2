package org.httpca.lint;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Issuers that were read before. A CA has few and issues much: what is read once of an issuer is not read again for each
 * certificate. Thread-safe.
 */
final class ReadIssuers {
    private static final int MOST = 16;

    private record Known(X509CertificateHolder holder, Reading<ReadCertificate> reading) {}

    private volatile List<Known> known = List.of();

    /** The reading of this very object; null when there is none. */
    @SuppressWarnings("ReferenceEquality") // to compare the contents costs as much as to read them
    @Nullable
    Reading<ReadCertificate> find(X509CertificateHolder holder) {
        for (Known issuer : known) {
            if (issuer.holder() == holder) {
                return issuer.reading();
            }
        }
        return null;
    }

    /** Keeps the latest; two threads at once may lose one, which is read once more then. */
    void keep(X509CertificateHolder holder, Reading<ReadCertificate> reading) {
        List<Known> more = new ArrayList<>(known);
        if (more.size() == MOST) {
            more.remove(0);
        }
        more.add(new Known(holder, reading));
        known = List.copyOf(more);
    }
}
