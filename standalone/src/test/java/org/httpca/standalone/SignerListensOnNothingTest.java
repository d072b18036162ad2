package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.httpca.signer.SignerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The signer as a process of its own, beside the other roles: it works, and nobody can connect to it. */
class SignerListensOnNothingTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void aSignerThatSignsOwnsNoListeningSocket() throws Exception {
        Path data = folder.resolve("data");
        try (Standalone standalone = Journeys.start(data, Parts.EMBEDDED, Map.of())) {
            Standalone.Role inside = standalone.role("signer");
            inside.context().close();
            try (ChildJvm signer = ChildJvm.start(
                    SignerRole.class,
                    folder.resolve("signer.out"),
                    List.of(
                            "--config",
                            data.resolve("signer").toString(),
                            setting(inside, "httpca.database.url"),
                            setting(inside, "httpca.broker.uri"),
                            setting(inside, "httpca.policy.autosign")))) {
                new BatchClient(standalone.url()).submit(Journeys.requests("one", "auto.test", 1, 1), "one");
                Tables web = Tables.web(data);
                Eventually.see(
                        "a certificate from the other process",
                        LIMIT,
                        () -> signer.isAlive() ? web.count("certificate") : fail(signer),
                        count -> count == 1);
                IssuedCertificates.keep(data);

                Sockets sockets = Sockets.of(signer.pid());
                assertThat(sockets.connected())
                        .as("its connections to its database and to the broker, which show that the probe sees it")
                        .hasSizeGreaterThanOrEqualTo(2);
                assertThat(sockets.listening()).isEmpty();
            }
            assertThat(Sockets.of(ProcessHandle.current().pid()).listening())
                    .as("the same probe finds the web role's listener")
                    .extracting(Sockets.Socket::localPort)
                    .contains(URI.create(standalone.url()).getPort());
        }
    }

    private static String setting(Standalone.Role role, String key) {
        return "--" + key + "=" + role.properties().get(key);
    }

    private static long fail(ChildJvm signer) throws Exception {
        throw new AssertionError("The signer ended: " + signer.output());
    }
}
