package org.httpca.worker.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.httpca.pki.Printable;
import org.httpca.worker.settings.MailAddress;
import org.httpca.worker.settings.NoticeSettings;
import org.httpca.worker.settings.NoticeSettings.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Gives mails to one server (RFC 5321), each to one recipient, in plain text. The connection is by TLS with the server's name checked, unless the
 * settings say otherwise, which they may for this machine only. An address that the server refuses for good is given up.
 */
final class Mail implements Channel {
    static final String CHANNEL = "mail";
    static final int MOST_NOTICES = 100;

    private static final int LONGEST_REASON = 200;
    /** Steps that each may take as long as the time limit: connection, greeting, EHLO, TLS, login, envelope, data, answer. */
    private static final int STEPS = 12;

    private final Session session;
    private final String protocol;
    private final String from;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Duration step;

    /** @param step how long the server may take for one answer */
    Mail(NoticeSettings.Mail settings, @Nullable String password, SSLContext tls, Duration step) {
        this.from = String.valueOf(settings.from());
        this.user = settings.user();
        this.password = password;
        this.step = step;
        this.protocol = settings.tls() == Tls.IMPLICIT ? "smtps" : "smtp";
        this.session = Session.getInstance(properties(settings, tls));
    }

    private Properties properties(NoticeSettings.Mail settings, SSLContext tls) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put(prefix + "host", String.valueOf(settings.host()));
        properties.put(prefix + "port", String.valueOf(settings.port()));
        properties.put(prefix + "auth", String.valueOf(user != null));
        properties.put(prefix + "connectiontimeout", String.valueOf(step.toMillis()));
        properties.put(prefix + "timeout", String.valueOf(step.toMillis()));
        properties.put(prefix + "writetimeout", String.valueOf(step.toMillis()));
        properties.put(prefix + "from", from);
        if (settings.tls() != Tls.NONE) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
            properties.put(prefix + "ssl.checkserveridentity", "true");
            properties.put(prefix + "ssl.socketFactory", tls.getSocketFactory());
            properties.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        }
        return properties;
    }

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Duration longest() {
        return step.multipliedBy(STEPS);
    }

    @Override
    public Outcome send(Letter letter) {
        if (!MailAddress.isValid(letter.recipient())) {
            return Outcome.refused("the recipient's address is none");
        }
        try (Transport transport = session.getTransport(protocol)) {
            MimeMessage message = message(letter);
            transport.connect(user, password);
            transport.sendMessage(message, message.getAllRecipients());
            return Outcome.taken();
        } catch (AuthenticationFailedException e) {
            return Outcome.failed(
                    "the mail server refused the login"); // what it says of it may have the password in it
        } catch (MessagingException e) {
            String why = reason(e);
            return isRefused(e) ? Outcome.refused(why) : Outcome.failed(why);
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        MailText text = MailText.of(letter.notices());
        MimeMessage message = new Identified(session, letter.id(), from.substring(from.lastIndexOf('@') + 1));
        message.setFrom(address(from));
        message.setRecipient(RecipientType.TO, address(letter.recipient()));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(letter.at()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834, section 5
        return message;
    }

    private static InternetAddress address(String address) throws AddressException {
        return new InternetAddress(address, true);
    }

    /** Whether the server will not have this recipient at all (RFC 5321, section 4.2.1: 5yz). */
    private static boolean isRefused(MessagingException fault) {
        for (Exception each = fault; each instanceof MessagingException one; each = one.getNextException()) {
            if (each instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500) {
                return true;
            }
        }
        return false;
    }

    private static String reason(MessagingException fault) {
        Exception last = fault;
        while (last instanceof MessagingException one && one.getNextException() != null) {
            last = one.getNextException();
        }
        return Printable.text(last.getClass().getSimpleName() + ": " + last.getMessage(), LONGEST_REASON);
    }

    /** Has the same Message-ID at each try. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, UUID id, String domain) {
            super(session);
            this.id = "<" + id + "@" + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
