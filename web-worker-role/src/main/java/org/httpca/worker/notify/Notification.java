package org.httpca.worker.notify;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.start.SecretFile;
import org.httpca.worker.settings.NoticeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The stages by which people and programs are told of certificates that end soon. */
public final class Notification {
    /** For a webhook's answer, and for each of the mail server's. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Map<String, Work> stages = new LinkedHashMap<>();
    private final NoticeAlarms alarms;

    /**
     * Reads the secrets and what is trusted; connects to nobody.
     *
     * @param resolve from a path of the settings to one of this machine
     * @throws org.httpca.start.InvalidSettingException if a file is not what it should be
     */
    public Notification(
            NoticeSettings settings,
            UnaryOperator<Path> resolve,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            UuidSource ids,
            RandomGenerator random,
            Clock clock) {
        Notices notices = new Notices(jdbc);
        Messages messages = new Messages(jdbc, ids);
        Retries retries = new Retries(settings.giveUpAfter(), random);
        List<Channel> channels = channels(settings, resolve);
        alarms = new NoticeAlarms(
                jdbc, clock, channels.stream().map(Channel::name).toList());
        stages.put(
                "notices",
                new ExpiryNotices(
                        jdbc, transactions, notices, new Recipients(settings, messages), settings.before(), clock));
        stages.put("notices-oblivion", new Oblivion(notices, messages, clock));
        for (Channel channel : channels) {
            stages.put("notices-" + channel.name(), new Delivery(channel, messages, notices, retries, clock));
        }
    }

    private static List<Channel> channels(NoticeSettings settings, UnaryOperator<Path> resolve) {
        List<Channel> channels = new ArrayList<>();
        NoticeSettings.Mail mail = settings.mail();
        if (mail.host() != null) {
            Path password = mail.passwordFile();
            channels.add(new Mail(
                    mail,
                    password == null
                            ? null
                            : SecretFile.read("httpca.notices.mail.password-file", resolve.apply(password)),
                    Trust.context("httpca.notices.mail.trust", resolved(mail.trust(), resolve)),
                    ANSWER));
        }
        new TreeMap<>(settings.webhooks()).forEach((name, webhook) -> {
            String key = "httpca.notices.webhooks." + name + ".";
            channels.add(new Webhook(
                    name,
                    webhook.url(),
                    WebhookSecret.of(
                            key + "secret-file",
                            SecretFile.read(key + "secret-file", resolve.apply(webhook.secretFile()))),
                    Trust.context(key + "trust", resolved(webhook.trust(), resolve)),
                    ANSWER));
        });
        return channels;
    }

    private static @Nullable Path resolved(@Nullable Path path, UnaryOperator<Path> resolve) {
        return path == null ? null : resolve.apply(path);
    }

    /** Each on a thread of its own, by their names: a receiver that is slow holds up nobody else. */
    public Map<String, Work> stages() {
        return Map.copyOf(stages);
    }

    /** Sentences for the operator. */
    public List<String> alarms() {
        return alarms.now();
    }
}
