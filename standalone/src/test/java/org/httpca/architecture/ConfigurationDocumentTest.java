package org.httpca.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.httpca.architecture.SettingsRecord.Setting;
import org.httpca.embedded.document.GeneratedPart;
import org.httpca.signer.SignerRole;
import org.httpca.web.WebRole;
import org.httpca.worker.WorkerRole;
import org.junit.jupiter.api.Test;

/** Every setting is in the document, with what its source says of it, and each role knows those that the document gives it. */
class ConfigurationDocumentTest {
    private static final Path ROOT = Tree.root();
    private static final String NEEDED = "must be set: ";
    private static final String LOG = "role-start/src/main/java/org/httpca/log/LogSettings.java";

    @Test
    void the_document_has_every_setting_of_the_web_role() {
        holds("web", "web-role/src/main/java/org/httpca/web/settings/WebSettings.java", WebRole::knows);
    }

    @Test
    void the_document_has_every_setting_of_the_worker() {
        holds(
                "worker",
                "web-worker-role/src/main/java/org/httpca/worker/settings/WorkerSettings.java",
                WorkerRole::knows);
    }

    @Test
    void the_document_has_every_setting_of_the_signer() {
        List<Setting> settings = new ArrayList<>();
        SignerRole.settings()
                .forEach((key, meaning) -> settings.add(
                        new Setting(key, "", meaning.startsWith(NEEDED), meaning.replaceFirst("^" + NEEDED, ""))));
        settings.addAll(log());
        holds("signer", settings, SignerRole::knows);
    }

    private static void holds(String role, String source, Predicate<String> knows) {
        List<Setting> settings = new ArrayList<>(SettingsRecord.read(ROOT.resolve(source), "httpca"));
        settings.addAll(log());
        holds(role, settings, knows);
    }

    private static void holds(String role, List<Setting> settings, Predicate<String> knows) {
        assertThat(settings).hasSizeGreaterThan(12).allSatisfy(setting -> {
            assertThat(knows.test(setting.key().replace("NAME", "a")))
                    .as(setting.key())
                    .isTrue();
            assertThat(setting.meaning()).as(setting.key()).isNotBlank();
        });
        new GeneratedPart("docs/configuration.md", "settings of the " + role)
                .holds("| setting | default | meaning |\n|---|---|---|\n"
                        + settings.stream()
                                .map(setting -> "| `" + setting.key() + "` | " + standard(setting) + " | "
                                        + setting.meaning() + " |")
                                .collect(Collectors.joining("\n")));
    }

    private static String standard(Setting setting) {
        if (setting.needed()) {
            return "must be set";
        }
        return setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    }

    private static List<Setting> log() {
        return SettingsRecord.read(ROOT.resolve(LOG), "httpca.log");
    }
}
