package org.httpca.worker.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.httpca.start.InvalidSettingException;
import org.httpca.worker.notify.Channel.Letter;
import org.httpca.worker.notify.Outcome.Kind;
import org.httpca.worker.settings.MailAddress;
import org.httpca.worker.settings.NoticeSettings;
import org.httpca.worker.settings.NoticeSettings.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices by mail, through a mail server. */
class MailTest {
    private static final Duration STEP = Duration.ofSeconds(5);

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static Mail mail(int port, Tls tls, Duration step) throws Exception {
        NoticeSettings.Mail settings = new NoticeSettings.Mail(
                "127.0.0.1", port, tls, null, null, null, "ca@ca.example", List.of(), true, Duration.ZERO);
        return new Mail(settings, null, SSLContext.getDefault(), step);
    }

    private static Letter letter(String recipient, Notice... notices) {
        return new Letter(UUID.randomUUID(), recipient, List.of(notices), Told.START);
    }

    private Told side(Told side, String... operators) throws Exception {
        ExpiryNotices finder = side.finder(Told.settings(Told.mail("127.0.0.1", port(), operators), Map.of()));
        finder.run();
        side.clock.move(Duration.ofHours(2));
        finder.run();
        return side;
    }

    private void deliver(Told side) throws Exception {
        Delivery delivery = side.delivery(mail(port(), Tls.NONE, STEP));
        while (delivery.run() > 0) {
            // one a turn
        }
    }

    private List<String> recipients() {
        return Arrays.stream(server.getReceivedMessages())
                .map(MailTest::recipient)
                .sorted()
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return Arrays.toString(message.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noticesToTheSameAddressAreGatheredIntoOneMail() throws Exception {
        try (Told side = new Told()) {
            Duration soon = Duration.ofDays(30).plusHours(1);
            side.ends(soon, "a.example", "token:a", "ann@example.org");
            side.ends(soon, "b.example", "token:a", "ann@example.org");
            side.ends(soon, "c.example", "token:a", "bob@example.org");
            side.ends(soon, "d.example", "token:a", "OPS@example.org"); // an operator is told once
            side.ends(soon, "e.example", "token:a", null);
            side(side, "ops@example.org");
            deliver(side);
            assertThat(server.getReceivedMessages())
                    .as("while they are gathered")
                    .isEmpty();
            side.clock.move(Duration.ofMinutes(11));
            deliver(side);
            deliver(side);
            assertThat(recipients()).containsExactly("[ann@example.org]", "[bob@example.org]", "[ops@example.org]");
            for (MimeMessage message : server.getReceivedMessages()) {
                String body = String.valueOf(message.getContent());
                switch (recipient(message)) {
                    case "[ann@example.org]" -> {
                        assertThat(message.getSubject()).isEqualTo("2 certificates end soon, the first on 2026-12-22");
                        assertThat(body).contains("\na.example", "\nb.example").doesNotContain("c.example");
                    }
                    case "[bob@example.org]" -> {
                        assertThat(message.getSubject()).isEqualTo("The certificate for c.example ends on 2026-12-22");
                        assertThat(body)
                                .contains("ends: 2026-12-22 11:00 UTC", "serial: issuing:", "requested by: token:a");
                    }
                    default -> assertThat(body).contains("\na.example", "\ne.example", "requested by: token:a");
                }
                assertThat(message.getFrom()[0]).hasToString("ca@ca.example");
                assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            }
        }
    }

    @Test
    void theMessageIdIsTheSameAtEachTry() throws Exception {
        Mail mail = mail(port(), Tls.NONE, STEP);
        Letter letter = letter("ann@example.org", WebhookTest.notice("a.example", ""));
        assertThat(mail.send(letter)).isEqualTo(Outcome.taken());
        assertThat(mail.send(letter)).isEqualTo(Outcome.taken());
        for (MimeMessage message : server.getReceivedMessages()) {
            assertThat(message.getMessageID()).isEqualTo("<" + letter.id() + "@ca.example>");
        }
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    private static final String[] INJECTIONS = {
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@example.org\nBcc: eve@example.org",
        "ann@example.org, eve@example.org",
        "ann@example.org;eve@example.org",
        "ann@example.org> RCPT TO:<eve@example.org",
        "friends: eve@example.org;",
        "\"a b\"@example.org",
        "Ann <ann@example.org>",
        "ann@[127.0.0.1]",
        "@relay.example:ann@example.org",
        "ann%eve@",
        "ann@exämple.org",
        "ann@-example.org",
        "ann..b@example.org",
        "-\u0000@example.org",
        "x".repeat(65) + "@example.org",
        "ann@" + "a.".repeat(130) + "org",
        " ",
        "ann",
    };

    @Test
    void whatAStrangerWroteAddsNoRecipientAndNoHeader() throws Exception {
        try (Told side = new Told()) {
            for (String email : INJECTIONS) {
                assertThat(MailAddress.isValid(email)).as(email).isFalse();
                if (email.indexOf('\u0000') < 0) { // PostgreSQL takes none
                    side.ends(Duration.ofDays(30).plusHours(1), "a.example", "token:a", email);
                }
                assertThat(mail(port(), Tls.NONE, STEP)
                                .send(letter(email, WebhookTest.notice("a.example", "")))
                                .kind())
                        .isEqualTo(Kind.REFUSED);
            }
            side(side);
            side.clock.move(Duration.ofMinutes(11));
            deliver(side);
            assertThat(side.told()).hasSize(INJECTIONS.length - 1);
            assertThat(server.getReceivedMessages()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "a.b+c@mail.example.org", "root@localhost", "o'neil@example.org"})
    void plainAddressesPass(String address) {
        assertThat(MailAddress.isValid(address)).isTrue();
    }

    @Test
    void namesAddNoHeaderAndNoLine() throws Exception {
        String name = "a.example\r\nBcc: eve@example.org\r\n\r\nPay me\u202e";
        assertThat(mail(port(), Tls.NONE, STEP).send(letter("ann@example.org", WebhookTest.notice(name, ""))))
                .isEqualTo(Outcome.taken());
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(message.getRecipients(Message.RecipientType.BCC)).isNull();
        assertThat(message.getSubject())
                .contains("a.example‹U+000D›‹U+000A›Bcc")
                .doesNotContain("\n");
        assertThat(String.valueOf(message.getContent()))
                .doesNotContain("\r\nBcc")
                .doesNotContain("\nPay me");
    }

    @Test
    void withoutTlsNothingIsSaidToAServerThatShouldHaveIt() throws Exception {
        Outcome outcome = mail(port(), Tls.STARTTLS, STEP).send(letter("ann@example.org", WebhookTest.notice("a", "")));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.why()).contains("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    @Timeout(20)
    void aServerThatNeverAnswersIsLeft() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Outcome outcome = mail(silent.getLocalPort(), Tls.NONE, Duration.ofSeconds(1))
                    .send(letter("ann@example.org", WebhookTest.notice("a", "")));
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        }
    }

    private static Outcome refusing(String command, String answer) throws Exception {
        try (MailServer picky = new MailServer(command, answer, null)) {
            return mail(picky.port(), Tls.NONE, STEP).send(letter("ann@example.org", WebhookTest.notice("a", "")));
        }
    }

    @Test
    void anAddressThatIsRefusedForGoodIsGivenUpAndAllElseIsTriedAgain() throws Exception {
        assertThat(refusing("RCPT", "550 5.1.1 no such user").kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusing("RCPT", "450 4.2.0 greylisted").kind()).isEqualTo(Kind.FAILED);
        assertThat(refusing("MAIL", "550 5.7.1 not from you").kind()).isEqualTo(Kind.FAILED);
        assertThat(refusing("DATA", "452 full").kind()).isEqualTo(Kind.FAILED);
        assertThat(refusing("NONE", "").kind()).isEqualTo(Kind.TAKEN);
    }

    @Test
    void aServerElsewhereMustHaveTls() {
        assertThatThrownBy(() -> Told.mail("mail.example.org", 25))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.notices.mail.tls");
    }

    @Test
    void operatorsAddressesAreChecked() throws IOException {
        assertThatThrownBy(() -> Told.mail("127.0.0.1", 25, "ops@example.org\nBcc: x@example.org"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.notices.mail.to");
    }
}
