package org.httpca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.Message;
import org.httpca.message.Role;
import org.httpca.message.WithdrawRequest;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MessagingAuthority AUTHORITY = MessagingAuthority.create("test", CLOCK, RANDOM);
    private static final Identity WORKER = AUTHORITY.issue(Role.WORKER, "worker-1", Duration.ofDays(30));
    private static final Identity SIGNER = AUTHORITY.issue(Role.SIGNER, "signer-1", Duration.ofDays(30));
    private static final Duration HOUR = Duration.ofHours(1);

    private static final WithdrawRequest COMMAND = new WithdrawRequest(UUID.randomUUID(), Octets.of(new byte[32]), NOW);
    private static final ApprovalCounted EVENT = new ApprovalCounted(UUID.randomUUID(), 2, 1, 2);

    private final EnvelopeVerifier atSigner = verifier(AUTHORITY, "test", Role.SIGNER, CLOCK);

    @Test
    void whatWasSealedIsOpened() {
        UUID id = UUID.randomUUID();
        byte[] sealed = sealer(WORKER).seal(Role.SIGNER, List.of(Outgoing.of(id, COMMAND)), HOUR);

        Opening.Opened opened = (Opening.Opened) atSigner.open(sealed);

        assertThat(opened.sender()).isEqualTo(new Sender(Role.WORKER, "worker-1"));
        assertThat(opened.expiresAt()).isEqualTo(NOW.plus(HOUR));
        assertThat(opened.unreadable()).isEmpty();
        Verified<Message> message = opened.messages().get(0);
        assertThat(message.value()).isEqualTo(COMMAND);
        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.as(WithdrawRequest.class)).isNotNull();
    }

    @Test
    void noAlteredOctetIsTaken() {
        byte[] sealed = seal(WORKER, Role.SIGNER, COMMAND);
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            byte[] altered = sealed.clone();
            int at = random.nextInt(altered.length);
            altered[at] ^= (byte) (1 << random.nextInt(7));
            Opening opening = atSigner.open(altered);
            // The last character of a base64url text has bits that nothing depends on: the octets are then the same.
            if (!java.util.Arrays.equals(decoded(altered), decoded(sealed))) {
                assertThat(opening).isInstanceOf(Opening.Forged.class);
            }
        }
    }

    @Test
    void anotherInstallationsCaIsNotTrusted() {
        Identity stranger =
                MessagingAuthority.create("test", CLOCK, RANDOM).issue(Role.WORKER, "worker-1", Duration.ofDays(30));
        assertForged(seal(stranger, Role.SIGNER, COMMAND), "messaging CA");
    }

    @Test
    void anotherRecipientsEnvelopeIsRefused() {
        assertForged(seal(WORKER, Role.WORKER, COMMAND), "not addressed");
    }

    @Test
    void anotherInstallationsEnvelopeIsRefused() {
        assertThat(verifier(AUTHORITY, "other", Role.SIGNER, CLOCK).open(seal(WORKER, Role.SIGNER, COMMAND)))
                .isInstanceOf(Opening.Forged.class);
    }

    @Test
    void whatIsNotTheSendersToSayIsRefused() {
        assertForged(seal(WORKER, Role.SIGNER, EVENT), "not for worker/worker-1 to say");
        assertForged(seal(SIGNER, Role.SIGNER, COMMAND), "not for signer/signer-1 to say");
    }

    @Test
    void aStatementOfAnotherTypeIsNoEnvelope() {
        String checkpoint = SignedStatements.sign(WORKER, "httpca-audit-checkpoint+jws", "{}");
        assertForged(checkpoint.getBytes(StandardCharsets.US_ASCII), "type is not");
    }

    @Test
    void otherAlgorithmsAreRefused() {
        String[] parts = new String(seal(WORKER, Role.SIGNER, COMMAND), StandardCharsets.US_ASCII).split("\\.");
        for (String algorithm : List.of("none", "HS256", "ES384", "RS256")) {
            String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
                    .replace("ES256", algorithm);
            String forged =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                            + "." + parts[1] + "." + parts[2];
            assertThat(atSigner.open(forged.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(Opening.Forged.class);
        }
    }

    @Test
    void anExpiredEnvelopeIsKnownAsSuch() {
        byte[] sealed = seal(WORKER, Role.SIGNER, COMMAND);
        assertThat(verifier(AUTHORITY, "test", Role.SIGNER, at(NOW.plus(HOUR).plusSeconds(1)))
                        .open(sealed))
                .isInstanceOf(Opening.Expired.class);
        assertThat(verifier(AUTHORITY, "test", Role.SIGNER, at(NOW.plus(HOUR))).open(sealed))
                .isInstanceOf(Opening.Opened.class);
    }

    @Test
    void anEnvelopeCannotLiveLongerThanReceiversRemember() {
        byte[] sealed = sealer(WORKER)
                .seal(
                        Role.SIGNER,
                        List.of(Outgoing.of(UUID.randomUUID(), COMMAND)),
                        EnvelopeVerifier.MAX_LIFETIME.plusSeconds(1));
        assertForged(sealed, "times");
    }

    @Test
    void anIdentityThatEndedSaysNothing() {
        assertThat(verifier(AUTHORITY, "test", Role.SIGNER, at(NOW.plus(Duration.ofDays(31))))
                        .open(seal(WORKER, Role.SIGNER, COMMAND)))
                .isInstanceOf(Opening.Forged.class);
    }

    @Test
    void theMessagingCaItselfSaysNothing() {
        // Its certificate is no identity: it names no instance.
        assertThat(IdentityUri.of(AUTHORITY.certificate())).isNull();
    }

    @Test
    void anUnknownTypeIsSetApartAndTheRestIsRead() {
        String payload =
                "{\"jti\":\"%s\",\"iss\":\"urn:httpca:test:worker:worker-1\",\"aud\":\"urn:httpca:test:signer\",\"iat\":%d,\"exp\":%d,\"messages\":[{\"id\":\"%s\",\"type\":\"from-the-future\",\"body\":{}},{\"id\":\"%s\",\"type\":\"withdraw-request\",\"body\":%s}]}"
                        .formatted(
                                UUID.randomUUID(),
                                NOW.getEpochSecond(),
                                NOW.getEpochSecond() + 60,
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                org.httpca.message.MessageJson.write(COMMAND));
        String sealed = SignedStatements.sign(WORKER, EnvelopeClaims.TYP, payload);
        Opening.Opened opened = (Opening.Opened) atSigner.open(sealed.getBytes(StandardCharsets.US_ASCII));
        assertThat(opened.unreadable()).hasSize(1);
        assertThat(opened.messages()).hasSize(1);
    }

    @Test
    void anothersNameInTheClaimsIsRefused() {
        String payload =
                "{\"jti\":\"%s\",\"iss\":\"urn:httpca:test:worker:worker-2\",\"aud\":\"urn:httpca:test:signer\",\"iat\":%d,\"exp\":%d,\"messages\":[]}"
                        .formatted(UUID.randomUUID(), NOW.getEpochSecond(), NOW.getEpochSecond() + 60);
        assertForged(
                SignedStatements.sign(WORKER, EnvelopeClaims.TYP, payload).getBytes(StandardCharsets.US_ASCII),
                "another's name");
    }

    @Test
    void rubbishAndOversizeAreRefusedWithoutAFault() {
        for (byte[] rubbish : List.of(
                new byte[0],
                new byte[100],
                "a.b.c".getBytes(StandardCharsets.US_ASCII),
                new byte[EnvelopeVerifier.MAX_BYTES + 1])) {
            assertThat(atSigner.open(rubbish)).isInstanceOf(Opening.Forged.class);
        }
    }

    private void assertForged(byte[] envelope, String reason) {
        Opening opening = atSigner.open(envelope);
        assertThat(opening).isInstanceOf(Opening.Forged.class);
        assertThat(((Opening.Forged) opening).reason()).contains(reason);
    }

    private static byte[] decoded(byte[] jws) {
        try {
            StringBuilder all = new StringBuilder();
            for (String part : new String(jws, StandardCharsets.ISO_8859_1).split("\\.", -1)) {
                all.append(Octets.of(Base64.getUrlDecoder().decode(part)).hex()).append('.');
            }
            return all.toString().getBytes(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] seal(Identity by, Role to, Message message) {
        return sealer(by).seal(to, List.of(Outgoing.of(UUID.randomUUID(), message)), HOUR);
    }

    private static EnvelopeSealer sealer(Identity identity) {
        return new EnvelopeSealer(identity, CLOCK, UUID::randomUUID);
    }

    private static EnvelopeVerifier verifier(MessagingAuthority ca, String installation, Role self, Clock clock) {
        return new EnvelopeVerifier(ca.certificate(), installation, self, clock);
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
