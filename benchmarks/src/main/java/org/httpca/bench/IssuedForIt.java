package org.httpca.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Pem;

/**
 * Certificates that an installation has issued for a measurement of something else.
 *
 * @param issuer that of them all
 */
record IssuedForIt(List<X509CertificateHolder> certificates, X509CertificateHolder issuer) {

    private static final int CLIENTS = 16;

    /** @throws IOException if one of them is not issued */
    static IssuedForIt by(Installation installation, int count, int clients, SecureRandom random, Stop stop)
            throws IOException, InterruptedException {
        List<Applicant> applicants = Applicant.make(count, KeyKind.P256, random, new AtomicInteger(), stop);
        List<Outcome> outcomes = new Load(installation.door(), Math.min(CLIENTS, clients), 1, stop)
                .carry(applicants, new AtomicInteger());
        stop.check();
        List<X509CertificateHolder> certificates = new ArrayList<>();
        X509CertificateHolder issuer = null;
        for (Outcome outcome : outcomes) {
            if (outcome.kind() != Outcome.Kind.ISSUED) {
                throw new IOException("a certificate to ask about was not issued: " + outcome.reason());
            }
            List<byte[]> chain =
                    Pem.decodeCertificates(new String(outcome.fullchain().toArray(), StandardCharsets.US_ASCII));
            certificates.add(new X509CertificateHolder(chain.get(0)));
            issuer = new X509CertificateHolder(chain.get(1));
        }
        if (issuer == null) {
            throw new IOException("no certificate was issued");
        }
        return new IssuedForIt(List.copyOf(certificates), issuer);
    }
}
