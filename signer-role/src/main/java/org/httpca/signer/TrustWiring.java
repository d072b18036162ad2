package org.httpca.signer;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.envelope.UuidSource;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.signer.administrator.AdministratorFolder;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.CommandMark;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.key.pkcs12.ClearanceKeystore;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.profile.InvalidProfilesException;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.profile.ProfilesSource;
import org.httpca.signer.transmit.OutboxMark;
import org.httpca.start.InvalidSettingException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys, and whom this signer believes: all of it out of files, none of it out of the database. */
@Configuration(proxyBeanMethods = false)
class TrustWiring {

    @Bean
    SignerToken token(SignerSettings settings) {
        return SignerToken.of(settings.token());
    }

    @Bean
    LiveTrust trust(SignerSettings settings) {
        try {
            return LiveTrust.of(settings.messagingCa(), settings.messagingCrl());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.messaging-ca or httpca.messaging-crl cannot be used: " + e.getMessage() + ".", e);
        }
    }

    @Bean
    LiveIdentity liveIdentity(SignerSettings settings, SignerToken token, LiveTrust trust, Clock clock) {
        SignerSettings.Keystore keystore = settings.identity();
        LiveIdentity identity = keystore == null
                ? inToken(token, requireNonNull(settings.identityLabel()), trust, clock)
                : inFile(keystore, trust, clock);
        Identity first = identity.get();
        if (first.role() != Role.SIGNER || !first.installation().equals(settings.installation())) {
            throw new InvalidSettingException((keystore == null ? TokenSettings.IDENTITY : "httpca.identity.keystore")
                    + " is the identity of another role or installation.");
        }
        return identity;
    }

    /** No file says that it was renewed: this one stays until the signer is started again. */
    private static LiveIdentity inToken(SignerToken token, String label, LiveTrust trust, Clock clock) {
        Identity identity = token.identity(label, trust.get());
        return LiveIdentity.of(List.of(), () -> identity, trust, clock);
    }

    private static LiveIdentity inFile(SignerSettings.Keystore keystore, LiveTrust trust, Clock clock) {
        try {
            return LiveIdentity.of(
                    List.of(keystore.file(), keystore.passphraseFile()),
                    () -> Identity.load(keystore.file(), KeyFile.readSecret(keystore.passphraseFile())),
                    trust,
                    clock);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.identity.keystore names " + keystore.file() + ", which cannot be opened.", e);
        }
    }

    /** As it was at the start: for its names, which stay. */
    @Bean
    Identity identity(LiveIdentity identity) {
        return identity.get();
    }

    @Bean
    EnvelopeSealer sealer(LiveIdentity identity, Clock clock, UuidSource ids) {
        return new EnvelopeSealer(identity, clock, ids);
    }

    @Bean
    EnvelopeVerifier verifier(SignerSettings settings, LiveTrust trust, Clock clock) {
        return new EnvelopeVerifier(trust, settings.installation(), Role.SIGNER, clock);
    }

    @Bean
    FieldMac clearanceMac(IssuingKeystore keystore, SignerSettings settings, Clock clock) {
        SecretKey first = requireNonNull(keystore.clearanceKey());
        Path renewed = ClearanceKeystore.beside(settings.ca().file());
        if (!Files.exists(renewed)) {
            return new FieldMac(first);
        }
        try {
            ClearanceKeystore keys = ClearanceKeystore.load(
                    renewed, KeyFile.readSecret(settings.ca().passphraseFile()));
            return new FieldMac(
                    keys.key(),
                    keys.former().stream()
                            .map(former -> new FieldMac.Former(former.key(), former.until()))
                            .toList(),
                    clock);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidSettingException(
                    renewed + " holds the clearance keys, and cannot be opened with httpca.ca.passphrase-file.", e);
        }
    }

    @Bean
    Clearances clearances(FieldMac mac) {
        return new Clearances(mac);
    }

    @Bean
    CommandMark commandMark(FieldMac mac) {
        return new CommandMark(mac);
    }

    @Bean
    IntentMac intentMac(FieldMac mac) {
        return new IntentMac(mac);
    }

    @Bean
    OutboxMark outboxMark(FieldMac mac) {
        return new OutboxMark(mac);
    }

    @Bean
    KnownAdministrators administrators(SignerSettings settings) {
        try {
            return KnownAdministrators.of(() -> AdministratorFolder.load(settings.administrators()));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.administrators: " + e.getMessage(), e);
        }
    }

    @Bean
    ProfilesSource profilesSource(SignerSettings settings, Issuers issuers) {
        return new ProfilesSource(
                settings.profiles(),
                settings.autosign(),
                settings.ownNames(),
                issuers.all().stream().map(Issuer::name).collect(Collectors.toSet()));
    }

    @Bean
    ProfilesInForce profiles(ProfilesSource source) {
        try {
            return new ProfilesInForce(source.load());
        } catch (InvalidProfilesException e) {
            throw new InvalidSettingException("httpca.profiles: " + e.getMessage(), e);
        }
    }

    static X509Certificate messagingCa(Path file) {
        try {
            List<byte[]> certificates = Pem.decodeCertificates(Files.readString(file));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificates.get(0)));
        } catch (IOException | CertificateException | RuntimeException e) {
            throw new InvalidSettingException(
                    "httpca.messaging-ca names " + file + ", which is no certificate in PEM.", e);
        }
    }
}
