package org.httpca.envelope;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.Role;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.Printable;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Opens envelopes. It takes one algorithm, one type, one installation and one recipient: itself. What it cannot prove is
 * {@link Opening.Forged}; it never throws for what a stranger sent.
 */
public final class EnvelopeVerifier {

    /** The largest envelope, in octets. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The longest lifetime: receivers remember envelope ids longer than this. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(24);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final String installation;
    private final Role self;
    private final Clock clock;
    private final LiveSenders senders;

    public EnvelopeVerifier(X509Certificate messagingCa, String installation, Role self, Clock clock) {
        this(always(MessagingTrust.of(messagingCa)), installation, self, clock);
    }

    /** @param trust the one of now: what was revoked since an envelope was sealed counts when it is opened */
    public EnvelopeVerifier(Supplier<MessagingTrust> trust, String installation, Role self, Clock clock) {
        this.senders = new LiveSenders(trust, installation);
        this.installation = installation;
        this.self = self;
        this.clock = clock;
    }

    private static Supplier<MessagingTrust> always(MessagingTrust trust) {
        return () -> trust;
    }

    public Opening open(byte[] envelope) {
        if (envelope.length > MAX_BYTES) {
            return new Opening.Forged("larger than " + MAX_BYTES + " octets");
        }
        String jws = new String(envelope, StandardCharsets.ISO_8859_1);
        Result<SignedStatements.Signed> result = SignedStatements.verify(jws, EnvelopeClaims.TYP, senders.now());
        if (result instanceof Result.Refused<SignedStatements.Signed> refused) {
            return new Opening.Forged(refused.problem().detail());
        }
        SignedStatements.Signed signed = result.orElseThrow();
        Sender sender = signed.by().sender();
        if (signed.by().revokedAt() != null) {
            return new Opening.Forged("the identity of " + sender + " with serial "
                    + signed.by().serial() + " was revoked at "
                    + signed.by().revokedAt());
        }
        return signed.by().validAt(clock.instant())
                ? read(signed.payload(), sender)
                : new Opening.Forged("the certificate of " + sender + " is not valid at this time");
    }

    private Opening read(String payload, Sender sender) {
        JsonNode claims;
        UUID id;
        try {
            claims = MessageJson.mapper().readTree(payload);
            id = UUID.fromString(claims.path(EnvelopeClaims.ID).asString(""));
        } catch (JacksonException | IllegalArgumentException e) {
            return new Opening.Forged("the claims of " + sender + " cannot be read");
        }
        String audience = EnvelopeClaims.audience(installation, self);
        if (!audience.equals(claims.path(EnvelopeClaims.RECIPIENT).asString(""))) {
            return new Opening.Forged("from " + sender + ", but not addressed to " + audience);
        }
        String issuer = new IdentityUri(installation, sender.role(), sender.instance()).toString();
        if (!issuer.equals(claims.path(EnvelopeClaims.SENDER).asString(""))) {
            return new Opening.Forged("signed by " + sender + " in another's name");
        }
        Instant issuedAt = Instant.ofEpochSecond(seconds(claims, EnvelopeClaims.ISSUED_AT));
        Instant expiresAt = Instant.ofEpochSecond(seconds(claims, EnvelopeClaims.EXPIRES_AT));
        Instant now = clock.instant();
        boolean sane = issuedAt.isBefore(now.plus(CLOCK_SKEW))
                && !expiresAt.isBefore(issuedAt)
                && !expiresAt.isAfter(issuedAt.plus(MAX_LIFETIME));
        if (!sane) {
            return new Opening.Forged("from " + sender + ", with times that cannot be");
        }
        return now.isAfter(expiresAt) ? new Opening.Expired(id, sender) : messages(claims, id, sender, expiresAt);
    }

    private static long seconds(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isIntegralNumber() && value.canConvertToInt() ? value.asLong() : Integer.MIN_VALUE;
    }

    private Opening messages(JsonNode claims, UUID id, Sender sender, Instant expiresAt) {
        List<Verified<Message>> messages = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (JsonNode message : claims.path(EnvelopeClaims.MESSAGES)) {
            UUID messageId = uuid(message.path("id").asString(""));
            String name = message.path("type").asString("");
            MessageType type = MessageType.ofWireName(name).orElse(null);
            if (type != null && (type.sender() != sender.role() || type.recipient() != self)) {
                return new Opening.Forged("'" + type.wireName() + "' is not for " + sender + " to say");
            }
            if (type == null || messageId == null) {
                unreadable.add(new Unreadable(messageId, Printable.text(name, 60), "an unknown type, or no id"));
                continue;
            }
            try {
                messages.add(new Verified<>(MessageJson.read(type, message.path("body")), sender, messageId));
            } catch (UnreadableMessageException e) {
                unreadable.add(new Unreadable(messageId, name, String.valueOf(e.getMessage())));
            }
        }
        return new Opening.Opened(id, sender, expiresAt, List.copyOf(messages), List.copyOf(unreadable));
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
