package org.httpca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.message.Role;
import org.httpca.message.WithdrawRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of trust and identity that change while an instance runs. */
class RevokedIdentitiesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MessagingAuthority AUTHORITY = MessagingAuthority.create("test", CLOCK, RANDOM);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    private final Identity worker = AUTHORITY.issue(Role.WORKER, "worker-1", MONTH);

    @TempDir
    Path folder = Path.of("");

    private Path authorities = Path.of("");
    private Path lists = Path.of("");

    @BeforeEach
    void write() throws Exception {
        authorities = folder.resolve("messaging-ca.pem");
        lists = folder.resolve("messaging-ca.crl");
        Files.writeString(authorities, pem(AUTHORITY.certificate()));
        Files.writeString(lists, AUTHORITY.revocationList(null, Map.of()));
    }

    @Test
    void whatARevokedIdentitySealedBeforeIsRefusedAfterwards() throws Exception {
        LiveTrust trust = LiveTrust.of(authorities, lists);
        EnvelopeVerifier verifier = new EnvelopeVerifier(trust, "test", Role.SIGNER, CLOCK);
        Identity renewed = AUTHORITY.issue(Role.WORKER, "worker-1", MONTH);
        byte[] before = seal(worker);
        byte[] after = seal(renewed);
        assertThat(verifier.open(before)).isInstanceOf(Opening.Opened.class);
        assertThat(verifier.open(after)).isInstanceOf(Opening.Opened.class);

        revoke(worker);
        assertThat(verifier.open(before)).as("not looked at yet").isInstanceOf(Opening.Opened.class);
        assertThat(trust.refresh()).isPresent();

        assertThat(verifier.open(before))
                .isInstanceOfSatisfying(
                        Opening.Forged.class,
                        forged -> assertThat(forged.reason())
                                .contains("worker/worker-1")
                                .contains("was revoked at 2026-11-21T10:00:00Z"));
        assertThat(verifier.open(after)).isInstanceOf(Opening.Opened.class);
        assertThat(trust.refresh()).as("nothing new").isEmpty();
        assertThat(trust.fault()).isNull();
    }

    @Test
    void anOldListBringsNobodyBackAndNeitherDoesNone() throws Exception {
        String empty = Files.readString(lists);
        revoke(worker);
        LiveTrust trust = LiveTrust.of(authorities, lists);
        assertThat(trust.get().vouchesFor(worker.certificate())).isFalse();
        String newest = Files.readString(lists);

        Files.writeString(lists, empty);
        staysRevoked(trust, "older than the one in force");
        Files.writeString(lists, "");
        staysRevoked(trust, "has no CRL that the messaging CA signed");
        Files.writeString(
                lists, MessagingAuthority.create("test", CLOCK, RANDOM).revocationList(null, Map.of()));
        staysRevoked(trust, "has no CRL that the messaging CA signed");
        Files.delete(lists);
        staysRevoked(trust, "messaging-ca.crl");

        Files.writeString(lists, newest);
        assertThat(trust.refresh()).isEmpty();
        assertThat(trust.fault()).isNull();
    }

    private void staysRevoked(LiveTrust trust, String why) {
        assertThat(trust.refresh()).isEmpty();
        assertThat(trust.fault()).contains(why);
        assertThat(trust.get().vouchesFor(worker.certificate())).isFalse();
    }

    @Test
    void nobodyStartsWithAListThatCannotBeRead() throws Exception {
        Files.delete(lists);
        assertThatThrownBy(() -> LiveTrust.of(authorities, lists)).hasMessageContaining("messaging-ca.crl");
        Files.writeString(lists, "nothing");
        assertThatThrownBy(() -> LiveTrust.of(authorities, lists)).hasMessageContaining("no CRL");
    }

    @Test
    void twoMessagingCasCountWhileOneIsExchangedForTheOther() throws Exception {
        MessagingAuthority next = MessagingAuthority.create("test", CLOCK, RANDOM);
        Identity newest = next.issue(Role.WORKER, "worker-1", MONTH);
        LiveTrust trust = LiveTrust.of(authorities, lists);
        assertThat(trust.get().vouchesFor(newest.certificate())).isFalse();

        Files.writeString(authorities, pem(next.certificate()) + pem(AUTHORITY.certificate()));
        trust.refresh();
        assertThat(trust.fault()).as("the new one has no list yet").contains("no CRL");
        Files.writeString(lists, next.revocationList(null, Map.of()) + Files.readString(lists));
        assertThat(trust.refresh()).isPresent();
        assertThat(trust.get().vouchesFor(newest.certificate())).isTrue();
        assertThat(trust.get().vouchesFor(worker.certificate())).isTrue();

        Files.writeString(authorities, pem(next.certificate()));
        assertThat(trust.refresh()).isPresent();
        assertThat(trust.get().vouchesFor(worker.certificate())).isFalse();
    }

    @Test
    void aRenewedIdentitySealsFromTheNextEnvelopeOn() throws Exception {
        Path keystore = folder.resolve("identity.p12");
        worker.save(keystore, PASSPHRASE);
        LiveTrust trust = LiveTrust.of(authorities, lists);
        LiveIdentity live = LiveIdentity.of(List.of(keystore), () -> Identity.load(keystore, PASSPHRASE), trust, CLOCK);
        EnvelopeSealer sealer = new EnvelopeSealer(live, CLOCK, UUID::randomUUID);

        Identity renewed = AUTHORITY.issue(Role.WORKER, "worker-1", MONTH);
        renewed.save(keystore, PASSPHRASE);
        assertThat(live.refresh()).isPresent();
        revoke(worker);
        trust.refresh();
        byte[] sealed =
                sealer.seal(Role.SIGNER, List.of(Outgoing.of(UUID.randomUUID(), command())), MONTH.dividedBy(60));
        assertThat(new EnvelopeVerifier(trust, "test", Role.SIGNER, CLOCK).open(sealed))
                .isInstanceOf(Opening.Opened.class);

        for (Identity other : List.of(
                worker, // revoked
                AUTHORITY.issue(Role.WORKER, "worker-2", MONTH),
                AUTHORITY.issue(Role.SIGNER, "worker-1", MONTH),
                AUTHORITY.issue(Role.WORKER, "worker-1", Duration.ofMinutes(5)), // over: it begins five minutes ago
                MessagingAuthority.create("test", CLOCK, RANDOM).issue(Role.WORKER, "worker-1", MONTH))) {
            other.save(keystore, PASSPHRASE);
            assertThat(live.refresh()).isEmpty();
            assertThat(live.fault()).isNotNull();
            assertThat(live.get().certificate()).isEqualTo(renewed.certificate());
        }
        Files.writeString(keystore, "half a keystore");
        assertThat(live.refresh()).isEmpty();
        assertThat(live.get().certificate()).isEqualTo(renewed.certificate());
    }

    private void revoke(Identity identity) throws Exception {
        RevocationList before = AUTHORITY.readRevocationList(Files.readString(lists));
        Map<BigInteger, Instant> revoked = new HashMap<>(before.revoked());
        revoked.put(identity.certificate().getSerialNumber(), NOW);
        Files.writeString(lists, AUTHORITY.revocationList(before, revoked), StandardCharsets.US_ASCII);
    }

    private static byte[] seal(Identity identity) {
        return new EnvelopeSealer(identity, CLOCK, UUID::randomUUID)
                .seal(Role.SIGNER, List.of(Outgoing.of(UUID.randomUUID(), command())), Duration.ofHours(1));
    }

    private static WithdrawRequest command() {
        return new WithdrawRequest(UUID.randomUUID(), Octets.of(new byte[32]), NOW);
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return Pem.encode("CERTIFICATE", certificate.getEncoded());
    }
}
