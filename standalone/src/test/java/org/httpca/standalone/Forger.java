package org.httpca.standalone;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.SignedStatements;
import org.httpca.envelope.Uuids;
import org.httpca.message.Message;
import org.httpca.message.Role;

/** Makes envelopes that are almost right. */
final class Forger {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ENVELOPE = "httpca-envelope+jws";

    private final WholeSystem system;
    private final SecureRandom random = new SecureRandom();

    Forger(WholeSystem system) {
        this.system = system;
    }

    /** By that role's own key, to that recipient, now. */
    byte[] sealed(Role sender, Role recipient, Message message) {
        return seal(system.identity(sender), recipient, message, Clock.systemUTC());
    }

    /** The same, but two hours ago and for one hour. */
    byte[] sealedLongAgo(Role sender, Role recipient, Message message) {
        Clock past = Clock.offset(Clock.systemUTC(), HOUR.multipliedBy(-2));
        return seal(system.identity(sender), recipient, message, past);
    }

    /** By a key of the same names from another messaging CA, which has our installation's name, too. */
    byte[] sealedByAStranger(Role sender, Role recipient, Message message) {
        Identity ours = system.identity(sender);
        Identity stranger = MessagingAuthority.create(ours.installation(), Clock.systemUTC(), random)
                .issue(sender, ours.instance(), HOUR);
        return seal(stranger, recipient, message, Clock.systemUTC());
    }

    /** A genuine envelope's words under the type of another statement, signed by the right key. */
    byte[] retyped(Role sender, byte[] envelope) {
        return ascii(SignedStatements.sign(system.identity(sender), "httpca-audit+jws", payload(envelope)));
    }

    /** An envelope by the right key around a message whose type nobody knows. */
    byte[] ofUnknownType(Role sender, byte[] envelope, String type) {
        String words = payload(envelope).replace('"' + type + '"', "\"sign-everything\"");
        return ascii(SignedStatements.sign(system.identity(sender), ENVELOPE, words));
    }

    /** @param part 0 the header, 1 the payload, 2 the signature (RFC 7515, section 7.1) */
    byte[] withAnotherOctet(byte[] envelope, int part) {
        String[] parts = new String(envelope, StandardCharsets.US_ASCII).split("\\.", -1);
        StringBuilder altered = new StringBuilder(parts[part]);
        // in the middle: the last character of base64 may carry bits that do not count
        int at = altered.length() / 2;
        altered.setCharAt(at, altered.charAt(at) == 'A' ? 'B' : 'A');
        parts[part] = altered.toString();
        return ascii(String.join(".", parts));
    }

    static String payload(byte[] envelope) {
        String[] parts = new String(envelope, StandardCharsets.US_ASCII).split("\\.", -1);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    private byte[] seal(Identity identity, Role recipient, Message message, Clock clock) {
        return new EnvelopeSealer(identity, clock, Uuids.v7Source(Clock.systemUTC(), random))
                .seal(recipient, List.of(Outgoing.of(UUID.randomUUID(), message)), HOUR);
    }

    private static byte[] ascii(String jws) {
        return jws.getBytes(StandardCharsets.US_ASCII);
    }
}
