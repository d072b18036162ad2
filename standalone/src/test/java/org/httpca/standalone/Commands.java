package org.httpca.standalone;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;

/** What a worker tells the signer, made by whoever would like to be one. */
final class Commands {
    private Commands() {}

    /** A request for a name with a fresh key, which has no row on the web side. */
    static RequestCertificate request(String name, String correlationId) throws Exception {
        CertificationRequest csr =
                CertificationRequest.readPem(Subscriber.create(name).csr()).orElseThrow();
        return new RequestCertificate(
                UUID.randomUUID(),
                "api",
                null,
                "192.0.2.1",
                new Proof(Proof.PKCS10, csr.der()),
                csr.identifiers(),
                "server",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                correlationId,
                Instant.now());
    }
}
