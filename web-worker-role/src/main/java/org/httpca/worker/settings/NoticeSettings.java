package org.httpca.worker.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told of certificates that end soon, under {@code httpca.notices}. The same on each worker.
 *
 * @param before how long before its end a certificate is told of, such as {@code 30d,14d,7d,1d}; a time of more than a third of a certificate's
 *     whole life does not count for it; empty for no notices at all
 * @param giveUpAfter how long after its first try a message that fails is tried again
 * @param mail notices by mail
 * @param webhooks notices by HTTP POST, each with a name of lower-case letters, digits and dashes
 */
public record NoticeSettings(
        @DefaultValue("30d,14d,7d,1d") List<Duration> before,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue Mail mail,
        @DefaultValue Map<String, Webhook> webhooks) {
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(366);
    private static final int MOST_TIMES = 10;

    public NoticeSettings {
        before = before.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        webhooks = Map.copyOf(webhooks);
        if (before.size() > MOST_TIMES
                || before.stream().anyMatch(time -> time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0)) {
            throw new InvalidSettingException(
                    "httpca.notices.before must be at most ten times, each between an hour and a year, such as 30d,14d,7d,1d.");
        }
        if (giveUpAfter.compareTo(LEAST) < 0 || giveUpAfter.compareTo(Duration.ofDays(30)) > 0) {
            throw new InvalidSettingException("httpca.notices.give-up-after must be between an hour and 30 days.");
        }
        for (String name : webhooks.keySet()) {
            if (!name.matches("[a-z0-9-]{1,40}")) {
                throw new InvalidSettingException(
                        "httpca.notices.webhooks: a name is 1 to 40 lower-case letters, digits and dashes.");
            }
        }
    }

    /** How the connection to the mail server is protected. */
    public enum Tls {
        /** By STARTTLS (RFC 3207), or not at all used. */
        STARTTLS,
        /** From its beginning (RFC 8314). */
        IMPLICIT,
        /** Not: to this machine only. */
        NONE
    }

    /**
     * A mail server, and whom it is told to deliver to.
     *
     * @param host the mail server (SMTP); without it there is no mail
     * @param port its port
     * @param tls {@code starttls}, {@code implicit}, or, to a server on loopback only, {@code none}
     * @param trust PEM with the CA certificates that may vouch for the mail server; without it those of the Java runtime
     * @param user for a login by password; none where the server asks for none
     * @param passwordFile the file that holds that password, alone
     * @param from the sender's address; must be set where there is a host
     * @param to the operators' addresses, each told of every certificate
     * @param requesters whether requesters are told of their own certificates, at the address that they gave
     * @param gather how long a mail waits for further notices to the same address
     */
    public record Mail(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") Tls tls,
            @Nullable Path trust,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable String from,
            @DefaultValue List<String> to,
            @DefaultValue("true") boolean requesters,
            @DefaultValue("10m") Duration gather) {
        public Mail {
            to = List.copyOf(to);
            if (host != null) {
                check(host, port, tls, user, passwordFile, from, to);
            }
            if (gather.isNegative() || gather.compareTo(Duration.ofDays(1)) > 0) {
                throw new InvalidSettingException("httpca.notices.mail.gather must be at most a day.");
            }
        }

        private static void check(
                String host,
                int port,
                Tls tls,
                @Nullable String user,
                @Nullable Path passwordFile,
                @Nullable String from,
                List<String> to) {
            if (port < 1 || port > 65535) {
                throw new InvalidSettingException("httpca.notices.mail.port must be a port.");
            }
            if (tls == Tls.NONE && !Loopback.is(host)) {
                throw new InvalidSettingException(
                        "httpca.notices.mail.tls: mail and passwords would cross the network in the clear; set starttls or implicit.");
            }
            if ((user == null) != (passwordFile == null)) {
                throw new InvalidSettingException(
                        "httpca.notices.mail.user and httpca.notices.mail.password-file go together: set both, or neither.");
            }
            Required.value(from, "httpca.notices.mail.from", "the address that notices come from");
            if (from != null && !MailAddress.isValid(from)) {
                throw new InvalidSettingException(
                        "httpca.notices.mail.from must be one plain address, such as ca@example.org.");
            }
            if (!to.stream().allMatch(MailAddress::isValid)) {
                throw new InvalidSettingException(
                        "httpca.notices.mail.to must be plain addresses, such as ops@example.org, with commas between them.");
            }
        }
    }

    /**
     * A receiver of notices.
     *
     * @param url where to; {@code https}, or {@code http} on this machine only
     * @param secretFile the file that holds the secret that notices are signed with: {@code whsec_} and 24 to 64 octets in base64; two
     *     with a space between them while one takes the other's place
     * @param trust PEM with the CA certificates that may vouch for it; without it those of the Java runtime
     */
    public record Webhook(
            URI url, Path secretFile, @Nullable Path trust) {
        public Webhook {
            Required.value(url, "httpca.notices.webhooks.NAME.url", "where notices are posted to");
            Required.value(
                    secretFile, "httpca.notices.webhooks.NAME.secret-file", "a file with the secret that signs them");
            boolean plain = "http".equalsIgnoreCase(url.getScheme()) && Loopback.is(url.getHost());
            if (url.getHost() == null
                    || url.getUserInfo() != null
                    || !(plain || "https".equalsIgnoreCase(url.getScheme()))) {
                throw new InvalidSettingException(
                        "httpca.notices.webhooks.NAME.url must be an https:// address without a user in it (http:// on this machine only).");
            }
        }
    }
}
