package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.httpca.signer.SignerRole;
import org.httpca.signer.setup.Setup;
import org.httpca.web.settings.WebSettings;
import org.httpca.worker.settings.WorkerSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docker-compose.yml promises in its first lines, read from the rest of it. */
class ComposeFileTest {
    private static final Path ROOT = ComposeFile.FOLDER;
    private static final Pattern SECRET = Pattern.compile(".*(PASSW|SECRET|TOKEN|PASSPHRASE|COOKIE|_PASS\\b).*");

    private final ComposeFile compose;

    ComposeFileTest() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    @Tag("full")
    void aParserOfComposeFilesTakesIt() throws Exception {
        Program.Ended ended =
                Program.run(ROOT, "docker-compose", "--file", ComposeFile.PATH.toString(), "config", "-q");
        assertThat(ended.output()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void theTwoSidesShareTheBrokerAlone() {
        Set<String> web = compose.sideOf("web");
        Set<String> signer = compose.sideOf("signer");
        assertThat(web).containsExactlyInAnyOrder("web", "web-database", "web-schema", "worker");
        assertThat(signer).containsExactlyInAnyOrder("signer", "signer-database", "signer-schema", "approval");
        assertThat(ComposeFile.map(compose.service("broker").all().get("sysctls")))
                .containsEntry("net.ipv4.ip_forward", "0");
        assertThat(compose.service("setup").text("network_mode")).isEqualTo("none");
        assertThat(compose.services()).hasSize(web.size() + signer.size() + 2);
    }

    @Test
    void aShortcutBetweenTheSidesIsFound() throws IOException {
        String yaml = Files.readString(ComposeFile.PATH);
        String shortcut = yaml.replace("[signer-side, broker-signer]", "[signer-side, broker-signer, web-side]");
        assertThat(shortcut).isNotEqualTo(yaml);
        assertThat(ComposeFile.of(shortcut).sideOf("web")).contains("signer", "signer-database");
    }

    @Test
    void theWebRoleAloneCanBeReachedAndReachOut() {
        assertThat(compose.section("networks"))
                .allSatisfy(
                        (name, network) -> assertThat(ComposeFile.map(network).get("internal"))
                                .as(name)
                                .isEqualTo(name.equals("users") ? null : Boolean.TRUE));
        assertThat(compose.services())
                .filteredOn(service -> service.list("networks").contains("users")
                        || service.all().containsKey("ports")
                        || service.all().containsKey("expose"))
                .extracting(ComposeFile.Service::name)
                .containsExactly("web");
        assertThat(compose.service("web").list("ports"))
                .as("to this machine, unless somebody says otherwise")
                .containsExactly("127.0.0.1:8080:8080", "127.0.0.1:8443:8443");
    }

    @Test
    void nothingRunsAsRootOrCanBecomeMore() {
        assertThat(compose.services()).isNotEmpty().allSatisfy(service -> {
            assertThat(service.text("user")).as(service.name()).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}");
            assertThat(service.list("cap_drop")).as(service.name()).containsExactly("ALL");
            assertThat(service.list("security_opt")).as(service.name()).containsExactly("no-new-privileges:true");
            assertThat(service.all().keySet())
                    .as(service.name())
                    .doesNotContain("cap_add", "privileged", "devices", "pid", "ipc", "userns_mode", "group_add");
        });
    }

    @Test
    void noRootFileSystemCanBeWrittenTo() {
        assertThat(compose.services()).allSatisfy(service -> {
            assertThat(service.all().get("read_only")).as(service.name()).isEqualTo(true);
            assertThat(service.list("tmpfs")).as(service.name()).contains("/tmp");
            assertThat(service.list("volumes"))
                    .as(service.name())
                    .filteredOn(volume -> volume.startsWith("./files/"))
                    .allMatch(volume -> volume.endsWith(":ro"));
        });
    }

    @Test
    void eachPartHasAUserOfItsOwn() {
        List<String> users = compose.services().stream()
                .filter(ComposeFile.Service::runsOn)
                .map(service -> service.text("user"))
                .toList();
        assertThat(users).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void secretsAreFilesAndEachPartGetsItsOwn() {
        assertThat(compose.section("secrets"))
                .allSatisfy((name, secret) ->
                        assertThat(ComposeFile.map(secret).keySet()).as(name).containsExactly("file"));
        for (ComposeFile.Service service : compose.services()) {
            assertThat(service.environment().keySet())
                    .as(service.name())
                    .filteredOn(name -> SECRET.matcher(name).matches())
                    .allMatch(name -> name.endsWith("_FILE"));
        }
        List<String> given = compose.services().stream()
                .flatMap(service -> Stream.concat(
                        service.secrets().stream(),
                        service.name().endsWith("-schema") ? Stream.of() : service.folders().stream()))
                .toList();
        assertThat(given).doesNotHaveDuplicates();
        assertThat(compose.section("secrets").keySet()).isSubsetOf(given);
    }

    @Test
    void whatRunsOnIsAskedHowItIs() {
        assertThat(compose.services()).filteredOn(ComposeFile.Service::runsOn).allSatisfy(service -> {
            assertThat(service.healthCheck()).as(service.name()).isNotEmpty();
            assertThat(service.all()).as(service.name()).containsKeys("mem_limit", "pids_limit", "stop_grace_period");
        });
    }

    @Test
    void eachSettingIsOneThatItsRoleKnows() {
        assertThat(variables(WebSettings.KEYS.all()))
                .containsAll(compose.service("web").environment().keySet());
        assertThat(variables(WorkerSettings.KEYS.all()))
                .containsAll(compose.service("worker").environment().keySet());
        assertThat(variables(SignerRole.settings().keySet()))
                .containsAll(compose.service("signer").environment().keySet());
    }

    /** As Spring Boot reads them: dots become underscores, dashes are left out. */
    private static List<String> variables(Set<String> settings) {
        return settings.stream()
                .map(key -> key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"web, web-role", "worker, web-worker-role", "signer, signer-role", "approval, approval-cli"})
    void eachImageIsPinnedAndHasItsUser(String name, String folder) throws IOException {
        ComposeFile.Service service = compose.service(name);
        List<String> lines = Files.readAllLines(ROOT.resolve(folder).resolve("Dockerfile"));
        assertThat(service.text("build")).isEqualTo(folder);
        assertThat(service.text("pull_policy")).isEqualTo("never");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM "))
                .singleElement()
                .asString()
                .matches("FROM eclipse-temurin:25\\.[0-9.]+_[0-9]+-jre-noble");
        List<String> users =
                lines.stream().filter(line -> line.startsWith("USER ")).toList();
        assertThat(users).singleElement().asString().matches("USER [1-9][0-9]+:[1-9][0-9]+");
        if (service.runsOn()) {
            assertThat(users).containsExactly("USER " + service.text("user"));
        }
        assertThat(lines.stream().anyMatch(line -> line.startsWith("EXPOSE "))).isEqualTo(name.equals("web"));
        assertThat(lines).noneMatch(line -> line.startsWith("ADD ") || line.contains("http://"));
    }

    @Test
    void theImagesOfOthersArePinned() {
        assertThat(compose.services())
                .filteredOn(service -> !service.all().containsKey("build"))
                .hasSize(3)
                .allSatisfy(service -> assertThat(service.text("image")).matches("[a-z]+:[0-9]+\\.[0-9.]+(-[a-z]+)?"));
    }

    @Test
    @Tag("full")
    void setupMakesEveryFileAndCallsTheServicesByTheirNames(@TempDir Path temporary) throws IOException {
        Path files = temporary.resolve("files");
        StringWriter said = new StringWriter();
        PrintWriter print = new PrintWriter(said);
        assertThat(Setup.run(compose.setUp("http://ca.example.test", files), print, print))
                .as(said.toString())
                .isZero();

        for (ComposeFile.Service service : compose.services()) {
            if (!service.name().equals("setup")) {
                assertThat(service.folders())
                        .allSatisfy(
                                folder -> assertThat(temporary.resolve(folder)).isDirectory());
            }
        }
        assertThat(compose.section("secrets").values())
                .allSatisfy(secret -> assertThat(temporary.resolve(
                                String.valueOf(ComposeFile.map(secret).get("file"))))
                        .isRegularFile());
        Map<String, List<String>> hosts = Map.of(
                "web", List.of("web-database"),
                "web-schema", List.of("web-database"),
                "worker", List.of("web-database", "broker"),
                "signer", List.of("signer-database", "broker"),
                "signer-schema", List.of("signer-database"));
        for (Map.Entry<String, List<String>> entry : hosts.entrySet()) {
            ComposeFile.Service service = compose.service(entry.getKey());
            Path settings = temporary.resolve(service.folders().get(0)).resolve("application.yml");
            for (String host : entry.getValue()) {
                assertThat(Files.readString(settings)).contains("//" + host + ":");
                assertThat(service.list("networks"))
                        .containsAnyElementsOf(compose.service(host).list("networks"));
            }
        }
        Path broker = temporary.resolve(compose.service("broker").folders().get(0));
        compose.service("broker").environment().forEach((name, value) -> {
            if (name.endsWith("_FILE")) {
                assertThat(broker.resolve(value.replace("/etc/rabbitmq/httpca/", "")))
                        .isRegularFile();
            }
        });
        assertThat(broker.resolve("rabbitmq.conf")).content().contains("/etc/rabbitmq/httpca/server.pem");
    }
}
