package org.httpca.envelope;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Seals messages into an envelope: a compact JWS (RFC 7515) with ES256, a fixed {@code typ}, and the sender's certificate
 * chain in {@code x5c}. The claims have the names of RFC 7519: {@code jti}, {@code iss}, {@code aud}, {@code iat}, {@code exp}.
 */
public final class EnvelopeSealer {

    private final Supplier<Identity> identity;
    private final Clock clock;
    private final UuidSource ids;
    private volatile Sealing sealing;

    /** An identity with the key in use. */
    private record Sealing(Identity identity, StatementSigner signer) {

        static Sealing by(Identity identity) {
            return new Sealing(identity, new StatementSigner(identity, EnvelopeClaims.TYP));
        }
    }

    public EnvelopeSealer(Identity identity, Clock clock, UuidSource ids) {
        this(() -> identity, clock, ids);
    }

    /** @param identity the one of now: a renewed one seals from the next envelope on */
    public EnvelopeSealer(Supplier<Identity> identity, Clock clock, UuidSource ids) {
        this.identity = identity;
        this.clock = clock;
        this.ids = ids;
        this.sealing = Sealing.by(identity.get());
    }

    /**
     * One envelope with these messages.
     *
     * @param lifetime how long the receiver takes it, at most {@link EnvelopeVerifier#MAX_LIFETIME}
     * @return the ASCII octets of the compact JWS
     */
    public byte[] seal(Role recipient, List<Outgoing> messages, Duration lifetime) {
        Instant now = clock.instant();
        Sealing by = sealing();
        ObjectNode claims = MessageJson.mapper().createObjectNode();
        claims.put(EnvelopeClaims.ID, ids.get().toString());
        claims.put(EnvelopeClaims.SENDER, by.identity().toString());
        claims.put(
                EnvelopeClaims.RECIPIENT, EnvelopeClaims.audience(by.identity().installation(), recipient));
        claims.put(EnvelopeClaims.ISSUED_AT, now.getEpochSecond());
        claims.put(EnvelopeClaims.EXPIRES_AT, now.plus(lifetime).getEpochSecond());
        ArrayNode array = claims.putArray(EnvelopeClaims.MESSAGES);
        for (Outgoing message : messages) {
            array.addObject()
                    .put("id", message.id().toString())
                    .put("type", message.type().wireName())
                    .putRawValue("body", new RawValue(message.json()));
        }
        String payload = MessageJson.mapper().writeValueAsString(claims);
        return by.signer().sign(payload).getBytes(StandardCharsets.US_ASCII);
    }

    private Sealing sealing() {
        Sealing before = sealing;
        Identity now = identity.get();
        if (before.identity() == now) {
            return before;
        }
        Sealing after = Sealing.by(now);
        sealing = after;
        return after;
    }
}
