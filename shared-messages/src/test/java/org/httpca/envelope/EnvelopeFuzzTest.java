package org.httpca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.httpca.message.Role;
import org.httpca.pki.Printable;

/** Nothing that a stranger sends is anything but forged; nor does a role that says nonsense harm whoever listens. */
class EnvelopeFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final MessagingAuthority AUTHORITY = MessagingAuthority.create("test", CLOCK, new SecureRandom());
    private static final Identity WORKER = AUTHORITY.issue(Role.WORKER, "worker-1", Duration.ofDays(30));
    private static final StatementSigner STATEMENTS = new StatementSigner(WORKER, EnvelopeClaims.TYP);
    private static final EnvelopeVerifier SIGNER =
            new EnvelopeVerifier(AUTHORITY.certificate(), "test", Role.SIGNER, CLOCK);

    @FuzzTest
    void anything(byte[] octets) {
        strangers(octets);
        claims(octets);
    }

    private static void strangers(byte[] octets) {
        forged(SIGNER.open(octets));
        // The same in the three places of a JWS, so that no luck with Base64 is needed.
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        forged(SIGNER.open((text + ".e30.AAAA").getBytes(StandardCharsets.US_ASCII)));
        String genuine = STATEMENTS.sign("{}");
        String header = genuine.substring(0, genuine.indexOf('.'));
        forged(SIGNER.open((header + "." + text + ".AAAA").getBytes(StandardCharsets.US_ASCII)));
        forged(SIGNER.open((header + ".e30." + text).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The claims are a role's own, and true: a stolen worker can sign whatever it likes. */
    private static void claims(byte[] octets) {
        Opening opening = SIGNER.open(
                STATEMENTS.sign(new String(octets, StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII));
        if (opening instanceof Opening.Forged forged) {
            forged(forged);
        } else if (opening instanceof Opening.Opened opened) {
            assertThat(opened.sender()).isEqualTo(new Sender(Role.WORKER, "worker-1"));
            opened.messages()
                    .forEach(message -> assertThat(message.sender().role()).isEqualTo(Role.WORKER));
            opened.unreadable().forEach(each -> assertThat(each.type()).isEqualTo(Printable.text(each.type(), 1000)));
        } else {
            assertThat(opening).isInstanceOf(Opening.Expired.class);
        }
    }

    private static void forged(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Forged.class);
        String reason = ((Opening.Forged) opening).reason();
        assertThat(reason).isNotBlank().hasSizeLessThan(300).isEqualTo(Printable.text(reason, 1000));
    }
}
