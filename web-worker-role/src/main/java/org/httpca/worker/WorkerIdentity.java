package org.httpca.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.worker.settings.Secrets;
import org.httpca.worker.settings.WorkerSettings;

/** Who this worker is, and whose word it takes for who others are. */
record WorkerIdentity(Identity identity, X509Certificate messagingCa) {

    /** @throws IllegalStateException with a sentence that says what to set, if this cannot be a worker's identity */
    static WorkerIdentity load(WorkerSettings settings, Clock clock) {
        Path keystore = settings.resolve(settings.identity().keystore());
        String passphrase = Secrets.read(settings.resolve(settings.identity().passphraseFile()));
        Identity identity = Identity.load(keystore, passphrase.toCharArray());
        if (identity.role() != Role.WORKER) {
            throw new IllegalStateException("httpca.identity.keystore is the identity of a "
                    + identity.role().wireName() + ": set a worker's.");
        }
        if (settings.installation() != null && !settings.installation().equals(identity.installation())) {
            throw new IllegalStateException("httpca.identity.keystore is of installation " + identity.installation()
                    + ": set one of this one.");
        }
        if (identity.notAfter().isBefore(clock.instant())) {
            throw new IllegalStateException("The identity in httpca.identity.keystore ended at " + identity.notAfter()
                    + ": set a renewed one.");
        }
        return new WorkerIdentity(identity, certificate(settings.resolve(settings.messagingCa())));
    }

    private static X509Certificate certificate(Path pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("httpca.messaging-ca: no certificate can be read from " + pem + ".", e);
        }
    }
}
