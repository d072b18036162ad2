package org.httpca.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectAlternativeNames;
import org.httpca.pki.SubjectKey;

/** What operators search by. */
enum SearchKind {
    NEWEST(false) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "";
        }
    },
    NAME(true) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "q=" + nameOf(certificate);
        }
    },
    BEGINNING(true) {
        @Override
        String query(X509CertificateHolder certificate) {
            String name = nameOf(certificate);
            return "name=" + name.substring(0, name.indexOf('.'));
        }
    },
    DOMAIN(false) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "q=" + Applicant.DOMAIN;
        }
    },
    SERIAL(true) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "q=" + SerialNumbers.hex(certificate.getSerialNumber());
        }
    },
    FINGERPRINT(true) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "q=" + Octets.of(der(certificate)).sha256().hex();
        }
    },
    KEY(true) {
        @Override
        String query(X509CertificateHolder certificate) {
            return "spki="
                    + SubjectKey.of(certificate.getSubjectPublicKeyInfo()).sha256();
        }
    },
    EXPIRY(false) {
        @Override
        String query(X509CertificateHolder certificate) {
            Instant end = certificate.getNotAfter().toInstant();
            return "status=valid&expiresAfter=" + end.minus(1, ChronoUnit.DAYS) + "&expiresBefore="
                    + end.plus(1, ChronoUnit.DAYS);
        }
    };

    private final boolean exact;

    SearchKind(boolean exact) {
        this.exact = exact;
    }

    abstract String query(X509CertificateHolder certificate);

    /** Whether the certificate that is meant must be on the first page; otherwise something must. */
    boolean isExact() {
        return exact;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String nameOf(X509CertificateHolder certificate) {
        return SubjectAlternativeNames.of(certificate).get(0);
    }

    private static byte[] der(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
