package org.httpca.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.httpca.worker.settings.NoticeSettings.Tls;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NoticeSettingsTest {

    private static NoticeSettings of(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("httpca.notices", NoticeSettings.class);
    }

    @Test
    void unlessSetNothingIsSentAndNoticesAreMade() {
        NoticeSettings settings = of(Map.of());
        assertThat(settings.before())
                .containsExactly(Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(1));
        assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.webhooks()).isEmpty();
        assertThat(settings.mail())
                .isEqualTo(new NoticeSettings.Mail(
                        null, 587, Tls.STARTTLS, null, null, null, null, List.of(), true, Duration.ofMinutes(10)));
    }

    @Test
    void noTimesAreNoNotices() {
        assertThat(of(Map.of("httpca.notices.before", "")).before()).isEmpty();
    }

    @Test
    void timesAreInTheirOrderHoweverTheyAreWritten() {
        assertThat(of(Map.of("httpca.notices.before", "1d, 12h,30d,24h")).before())
                .containsExactly(Duration.ofDays(30), Duration.ofDays(1), Duration.ofHours(12));
    }

    @Test
    void aWebhookHasAName() {
        NoticeSettings settings = of(Map.of(
                "httpca.notices.webhooks.on-call.url", "https://hooks.example/a?b=c",
                "httpca.notices.webhooks.on-call.secret-file", "on-call.secret",
                "httpca.notices.mail.to", "a@example.org,b@example.org"));
        assertThat(settings.webhooks())
                .containsExactly(Map.entry(
                        "on-call",
                        new NoticeSettings.Webhook(
                                URI.create("https://hooks.example/a?b=c"), Path.of("on-call.secret"), null)));
        assertThat(settings.mail().to()).containsExactly("a@example.org", "b@example.org");
    }
}
