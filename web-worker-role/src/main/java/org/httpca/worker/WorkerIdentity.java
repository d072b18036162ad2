package org.httpca.worker;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.httpca.worker.settings.WorkerSettings;

/** Who this worker is, and whose word it takes for who others are. */
record WorkerIdentity(LiveIdentity live, LiveTrust trust) {

    /** @throws InvalidSettingException with a sentence that says what to set, if this cannot be a worker's identity */
    static WorkerIdentity load(WorkerSettings settings, Clock clock) {
        Path keystore = settings.resolve(settings.identity().keystore());
        SecretFile.check("httpca.identity.keystore", keystore);
        SecretFile.check(
                "httpca.identity.passphrase-file",
                settings.resolve(settings.identity().passphraseFile()));
        LiveTrust trust = trust(settings);
        Path passphraseFile = settings.resolve(settings.identity().passphraseFile());
        LiveIdentity live;
        try {
            live = LiveIdentity.of(
                    List.of(keystore, passphraseFile),
                    () -> Identity.load(keystore, KeyFile.readSecret(passphraseFile)),
                    trust,
                    clock);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.identity.keystore names " + keystore
                            + ", which httpca.identity.passphrase-file does not open.",
                    e);
        }
        Identity identity = live.get();
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
        return new WorkerIdentity(live, trust);
    }

    /** As it is now. */
    Identity identity() {
        return live.get();
    }

    private static LiveTrust trust(WorkerSettings settings) {
        Path lists = settings.messagingCrl();
        try {
            return LiveTrust.of(
                    settings.resolve(settings.messagingCa()), lists == null ? null : settings.resolve(lists));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.messaging-ca or httpca.messaging-crl cannot be used: " + e.getMessage() + ".", e);
        }
    }
}
