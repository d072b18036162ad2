package org.httpca.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.httpca.worker.settings.WorkerSettings;

/** Who this worker is, and whose word it takes for who others are. */
record WorkerIdentity(Identity identity, X509Certificate messagingCa) {

    /** @throws InvalidSettingException with a sentence that says what to set, if this cannot be a worker's identity */
    static WorkerIdentity load(WorkerSettings settings, Clock clock) {
        Path keystore = settings.resolve(settings.identity().keystore());
        SecretFile.check("httpca.identity.keystore", keystore);
        String passphrase = SecretFile.read(
                "httpca.identity.passphrase-file",
                settings.resolve(settings.identity().passphraseFile()));
        Identity identity = open(keystore, passphrase);
        if (identity.role() != Role.WORKER) {
            throw new InvalidSettingException("httpca.identity.keystore is the identity of a "
                    + identity.role().wireName() + ": set a worker's.");
        }
        if (settings.installation() != null && !settings.installation().equals(identity.installation())) {
            throw new InvalidSettingException("httpca.identity.keystore is of installation " + identity.installation()
                    + ": set one of this one.");
        }
        if (identity.notAfter().isBefore(clock.instant())) {
            throw new InvalidSettingException("The identity in httpca.identity.keystore ended at " + identity.notAfter()
                    + ": set a renewed one.");
        }
        return new WorkerIdentity(identity, certificate(settings.resolve(settings.messagingCa())));
    }

    private static Identity open(Path keystore, String passphrase) {
        try {
            return Identity.load(keystore, passphrase.toCharArray());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.identity.keystore names " + keystore
                            + ", which httpca.identity.passphrase-file does not open.",
                    e);
        }
    }

    private static X509Certificate certificate(Path pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
        } catch (IOException | CertificateException e) {
            throw new InvalidSettingException("httpca.messaging-ca: no certificate can be read from " + pem + ".", e);
        }
    }
}
