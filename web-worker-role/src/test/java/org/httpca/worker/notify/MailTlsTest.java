package org.httpca.worker.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.httpca.worker.notify.Outcome.Kind;
import org.httpca.worker.settings.NoticeSettings;
import org.httpca.worker.settings.NoticeSettings.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to a mail server by TLS, and what before. */
class MailTlsTest {
    private static final String PASSWORD = "of the mail server";

    @TempDir
    Path folder;

    private static Outcome send(MailServer server, SSLContext trust) {
        NoticeSettings.Mail settings = new NoticeSettings.Mail(
                "127.0.0.1",
                server.port(),
                Tls.STARTTLS,
                null,
                "httpca",
                Path.of("password"),
                "ca@ca.example",
                List.of(),
                true,
                Duration.ZERO);
        return new Mail(settings, PASSWORD, trust, Duration.ofSeconds(5))
                .send(new Channel.Letter(
                        UUID.randomUUID(),
                        "ann@example.org",
                        List.of(WebhookTest.notice("a.example", "")),
                        Told.START));
    }

    private SSLContext trusting(ServerTls tls) throws Exception {
        return Trust.context("trust", tls.pem(folder));
    }

    @Test
    void passwordAndMailAreSaidByTlsAlone() throws Exception {
        ServerTls tls = ServerTls.of("127.0.0.1");
        try (MailServer server = new MailServer("NONE", "", tls.context())) {
            assertThat(send(server, trusting(tls))).isEqualTo(Outcome.taken());
            assertThat(server.commands.stream().filter(line -> !line.startsWith("tls ")))
                    .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
            String login = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
            assertThat(server.commands)
                    .contains(
                            "tls RCPT TO:<ann@example.org>", "tls MAIL FROM:<ca@ca.example>", "tls To: ann@example.org")
                    .anyMatch(line -> line.startsWith("tls AUTH") || line.contains(login));
        }
    }

    @Test
    void toWhomNobodyVouchesForNothingIsSaid() throws Exception {
        ServerTls tls = ServerTls.of("127.0.0.1");
        refused(tls, SSLContext.getDefault());
        refused(tls, trusting(ServerTls.of("127.0.0.1")));
    }

    @Test
    void toAnotherServersCertificateNothingIsSaid() throws Exception {
        ServerTls tls = ServerTls.of("127.0.0.2");
        refused(tls, trusting(tls));
    }

    private static void refused(ServerTls tls, SSLContext trust) throws Exception {
        try (MailServer server = new MailServer("NONE", "", tls.context())) {
            Outcome outcome = send(server, trust);
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.why()).doesNotContain(PASSWORD);
            assertThat(server.commands)
                    .contains("STARTTLS")
                    .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
        }
    }

    @Test
    void aRefusedLoginIsTriedAgainAndThePasswordNotSaid() throws Exception {
        ServerTls tls = ServerTls.of("127.0.0.1");
        try (MailServer server = new MailServer("AUTH", "535 5.7.8 no: " + PASSWORD, tls.context())) {
            Outcome outcome = send(server, trusting(tls));
            assertThat(outcome).isEqualTo(Outcome.failed("the mail server refused the login"));
        }
    }
}
