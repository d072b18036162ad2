package org.httpca.worker.notify;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.worker.WebSide;
import org.httpca.worker.settings.NoticeSettings;
import org.jspecify.annotations.Nullable;

/** A web database in which certificates end, and the stages driven by hand. */
final class Told implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Duration LIFE = Duration.ofDays(90);
    static final List<Duration> TIMES =
            List.of(Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(1));

    final WebSide web = new WebSide();
    final SettableClock clock = new SettableClock(START);
    final Messages messages = new Messages(web.jdbc, UUID::randomUUID);
    final Notices notices = new Notices(web.jdbc);
    final Retries retries = new Retries(Duration.ofDays(3), new SecureRandom());

    /** A stage of its own for each. */
    ExpiryNotices finder(NoticeSettings settings) {
        return new ExpiryNotices(
                web.jdbc, web.transactions, notices, new Recipients(settings, messages), settings.before(), clock);
    }

    ExpiryNotices finder() {
        return finder(settings(null, Map.of()));
    }

    static NoticeSettings settings(NoticeSettings.@Nullable Mail mail, Map<String, NoticeSettings.Webhook> webhooks) {
        return new NoticeSettings(TIMES, Duration.ofDays(3), mail == null ? mail(null, 0) : mail, webhooks);
    }

    static NoticeSettings.Mail mail(@Nullable String host, int port, String... to) {
        return new NoticeSettings.Mail(
                host,
                port,
                NoticeSettings.Tls.NONE,
                null,
                null,
                null,
                "ca@ca.example",
                List.of(to),
                true,
                Duration.ofMinutes(10));
    }

    static NoticeSettings hooked(String... names) {
        Map<String, NoticeSettings.Webhook> webhooks = new HashMap<>();
        for (String name : names) {
            webhooks.put(name, new NoticeSettings.Webhook(URI.create("http://127.0.0.1:9/"), Path.of("secret"), null));
        }
        return settings(null, webhooks);
    }

    Delivery delivery(Channel channel) {
        return new Delivery(channel, messages, notices, retries, clock);
    }

    /** A certificate of ninety days that ends so long after the start. */
    String ends(Duration after, String name) {
        return ends(after, name, "token:deploy", null);
    }

    String ends(Duration after, String name, @Nullable String principal, @Nullable String email) {
        Instant end = START.plus(after);
        return web.issued(name, end.minus(LIFE), end, principal, email);
    }

    /** Each as "serial number, hours ahead", in the order in which they were made. */
    List<String> told() {
        return web.jdbc.queryForList(
                "SELECT serial || ' ' || ahead_seconds / 3600 FROM notice ORDER BY number", String.class);
    }

    List<String> states(String channel) {
        return web.jdbc.queryForList(
                "SELECT state FROM notice_message WHERE channel = ? ORDER BY made_at, id", String.class, channel);
    }

    @Override
    public void close() {
        web.close();
    }
}
