package org.httpca.worker;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.pki.NotSignedException;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenException;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.httpca.worker.settings.WorkerSettings;

/** Who this worker is, and whose word it takes for who others are. */
record WorkerIdentity(LiveIdentity live, LiveTrust trust) {

    /** @throws InvalidSettingException with a sentence that says what to set, if this cannot be a worker's identity */
    static WorkerIdentity load(WorkerSettings settings, Clock clock) {
        LiveTrust trust = trust(settings);
        boolean inToken = settings.identity().keyLabel() != null;
        String setting = inToken ? "httpca.identity.key-label" : "httpca.identity.keystore";
        LiveIdentity live = inToken ? inToken(settings, trust, clock) : inFile(settings, trust, clock);
        Identity identity = live.get();
        if (identity.role() != Role.WORKER) {
            throw new InvalidSettingException(
                    setting + " is the identity of a " + identity.role().wireName() + ": set a worker's.");
        }
        if (settings.installation() != null && !settings.installation().equals(identity.installation())) {
            throw new InvalidSettingException(
                    setting + " is of installation " + identity.installation() + ": set one of this one.");
        }
        if (identity.notAfter().isBefore(clock.instant())) {
            throw new InvalidSettingException(
                    "The identity in " + setting + " ended at " + identity.notAfter() + ": set a renewed one.");
        }
        return new WorkerIdentity(live, trust);
    }

    /** As it is now. */
    Identity identity() {
        return live.get();
    }

    private static LiveIdentity inFile(WorkerSettings settings, LiveTrust trust, Clock clock) {
        Path keystore = settings.resolve(requireNonNull(settings.identity().keystore()));
        Path passphraseFile =
                settings.resolve(requireNonNull(settings.identity().passphraseFile()));
        SecretFile.check("httpca.identity.keystore", keystore);
        SecretFile.check("httpca.identity.passphrase-file", passphraseFile);
        try {
            return LiveIdentity.of(
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
    }

    /** No file says that it was renewed: this one stays until the worker is started again. */
    private static LiveIdentity inToken(WorkerSettings settings, LiveTrust trust, Clock clock) {
        WorkerSettings.Pkcs11 token = requireNonNull(settings.pkcs11());
        Path pinFile = settings.resolve(requireNonNull(token.pinFile()));
        SecretFile.check("httpca.pkcs11.pin-file", pinFile);
        try {
            Identity identity = Identity.inToken(
                    new TokenAccess(token.tokenSlot(), pinFile).open(),
                    requireNonNull(settings.identity().keyLabel()),
                    trust.get());
            return LiveIdentity.of(List.of(), () -> identity, trust, clock);
        } catch (TokenException | IllegalArgumentException | NotSignedException e) {
            String sentence = "httpca.identity.key-label: " + e.getMessage();
            throw TokenException.isOfPin(e)
                    ? InvalidSettingException.notToBeTriedAgain(sentence, e)
                    : new InvalidSettingException(sentence, e);
        }
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
