package org.httpca.web.https;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.httpca.pki.Identifier;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.Sha256;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/**
 * A key and a certificate chain that belong together: its own certificate first, without the root, as TLS sends it (RFC 8446,
 * section 4.4.2).
 */
record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    /** Renewal begins at up to a twentieth of the lifetime before two thirds of it. */
    private static final int SPREAD = 20;

    ServerCertificate {
        chain = List.copyOf(chain);
    }

    /** Refused if there is no certificate, one cannot be read, or the first is for another key. */
    static Result<ServerCertificate> of(PrivateKey key, List<byte[]> ders) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (byte[] der : ders) {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException e) {
            return Result.refused(ProblemType.MALFORMED, "A certificate cannot be read.");
        }
        if (chain.isEmpty() || !ServerKey.isPair(key, chain.get(0).getPublicKey())) {
            return Result.refused(ProblemType.BAD_PUBLIC_KEY, "The certificate is not for this key.");
        }
        return Result.passed(new ServerCertificate(key, chain));
    }

    private X509Certificate own() {
        return chain.get(0);
    }

    String serial() {
        return SerialNumbers.hex(own().getSerialNumber());
    }

    Instant notAfter() {
        return own().getNotAfter().toInstant();
    }

    boolean isFor(Collection<Identifier> names) {
        return names().equals(new TreeSet<>(names));
    }

    /** Did one of these issue it? */
    boolean isBelow(Collection<X509Certificate> issuers) {
        return chain.size() > 1 && issuers.contains(chain.get(1));
    }

    /**
     * When the next one is to be asked for: at two thirds of its lifetime, a little earlier for one than for another, so that
     * instances that were started together do not renew together. The same at each call and after each start.
     */
    Instant renewalDue() {
        Instant from = own().getNotBefore().toInstant();
        Duration lifetime = Duration.between(from, notAfter());
        int lot = Sha256.of(own().getSignature())[0] & 0xff;
        Duration earlier = lifetime.dividedBy(SPREAD).multipliedBy(lot).dividedBy(256);
        return from.plus(lifetime.multipliedBy(2).dividedBy(3)).minus(earlier);
    }

    /** RFC 5280, section 4.2.1.6; what is neither DNS name nor address is left out. */
    private Set<Identifier> names() {
        Set<Identifier> names = new TreeSet<>();
        try {
            Collection<List<?>> alternatives = own().getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (name.get(1) instanceof String text
                        && Identifier.parse(text) instanceof Result.Passed<Identifier> passed) {
                    names.add(passed.value());
                }
            }
            return names;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + serial() + "]";
    }
}
