package org.httpca.web.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.httpca.start.InvalidSettingException;
import org.httpca.web.SettableClock;
import org.httpca.web.settings.OpenId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated provider, looked at by hand. */
class ProviderTest {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    private SimulatedProvider simulated;
    private SettableClock clock;
    private Provider provider;

    @BeforeEach
    void start() throws IOException {
        simulated = new SimulatedProvider();
        clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
        provider = provider(simulated.issuer());
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void isThereOnceItAnswersAndGoneWhenItDoesNot() {
        AtomicInteger asked = new AtomicInteger();
        simulated.answers(DISCOVERY, exchange -> {
            asked.incrementAndGet();
            SimulatedProvider.send(exchange, 200, simulated.metadata());
        });
        assertThat(provider.known()).isEmpty();
        provider.look();
        provider.look();
        assertThat(provider.known()).isPresent();
        assertThat(asked).as("not at each look").hasValue(1);

        simulated.answers(DISCOVERY, exchange -> SimulatedProvider.send(exchange, 503, Map.of()));
        clock.set(clock.instant().plus(Duration.ofMinutes(6)));
        provider.look();
        assertThat(provider.known()).isEmpty();

        simulated.behave();
        provider.look();
        assertThat(provider.known()).as("asked again at once").isPresent();
    }

    @Test
    void whatIsSlowHugeRedirectingOrNonsenseIsAway() {
        for (SimulatedProvider.Answer answer : List.<SimulatedProvider.Answer>of(
                SimulatedProvider::drip,
                SimulatedProvider::flood,
                simulated.redirectTo("/elsewhere"),
                exchange -> SimulatedProvider.send(exchange, 200, Map.of("issuer", 1)),
                exchange -> SimulatedProvider.sendText(exchange, "[".repeat(200_000)),
                exchange -> SimulatedProvider.sendText(exchange, "nonsense"),
                exchange -> SimulatedProvider.send(exchange, 200, Map.of()))) {
            simulated.answers("/elsewhere", exchange -> SimulatedProvider.send(exchange, 200, simulated.metadata()));
            simulated.answers(DISCOVERY, answer);
            long began = System.nanoTime();
            provider.look();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(provider.known()).isEmpty();
        }
    }

    @Test
    void whatItSaysOfItselfHasToBeUsableAndItsOwn() {
        for (String[] wrong : new String[][] {
            {"issuer", "https://other.example"},
            {"issuer", simulated.issuer() + "/"},
            {"authorization_endpoint", "http://login.example/authorize"},
            {"token_endpoint", "http://login.example/token"},
            {"jwks_uri", "http://login.example/keys"},
            {"jwks_uri", "file:///etc/keys"},
            {"end_session_endpoint", "http://login.example/end"},
            {"token_endpoint", null}
        }) {
            Map<String, Object> metadata = simulated.metadata();
            if (wrong[1] == null) {
                metadata.remove(wrong[0]);
            } else {
                metadata.put(wrong[0], wrong[1]);
            }
            simulated.answers(DISCOVERY, exchange -> SimulatedProvider.send(exchange, 200, metadata));
            provider.look();
            assertThat(provider.known()).as(wrong[0] + " " + wrong[1]).isEmpty();
        }
        simulated.behave();
        provider.look();
        assertThat(provider.known()).isPresent();
    }

    @Test
    void nothingIsFetchedByPlainHttpFromAnotherMachine() {
        Transport transport = new Transport(TIMEOUT, null);
        assertThatThrownBy(() -> transport.get(URI.create("http://192.0.2.1/keys")))
                .hasMessageContaining("neither https nor on this machine");
        assertThatThrownBy(() -> transport.get(URI.create("https://user@192.0.2.1/keys")))
                .hasMessageContaining("neither https nor on this machine");
    }

    @Test
    void anAttemptIsOverAfterTenMinutes() {
        Attempt attempt = Attempt.of("a".repeat(43) + "." + clock.instant().getEpochSecond() + ".")
                .orElseThrow();
        assertThat(attempt.isFresh(clock.instant())).isTrue();
        assertThat(attempt.isFresh(clock.instant().plus(Duration.ofMinutes(11))))
                .isFalse();
        assertThat(attempt.isFresh(clock.instant().minus(Duration.ofMinutes(11))))
                .isFalse();
        assertThat(attempt.toString()).doesNotContain("aaa");
        assertThat(List.of(
                        attempt.state().getValue(),
                        attempt.nonce().getValue(),
                        attempt.verifier().getValue()))
                .doesNotHaveDuplicates()
                .allMatch(value -> value.length() == 43);
        for (String nonsense :
                List.of("", "x", "a".repeat(43) + "..", "a".repeat(43) + ".1.%", "a".repeat(43) + ".1.a")) {
            assertThat(Attempt.of(nonsense)).as(nonsense).isEmpty();
        }
    }

    @Test
    void aFileOfCasIsAllThatIsTrusted(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");
        assertThatThrownBy(() -> TrustedCas.of(none))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.openid.ca-file");
        assertThatThrownBy(() -> TrustedCas.of(folder.resolve("nowhere.pem")))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void aCertificateOfAnotherCaIsGoodWithItsFileAloneAndForItsAddressAlone(@TempDir Path folder) throws Exception {
        Path root = ProviderTls.root(folder);
        try (SimulatedProvider https = SimulatedProvider.overHttps(ProviderTls.at("127.0.0.1"));
                SimulatedProvider elsewhere = SimulatedProvider.overHttps(ProviderTls.at("127.0.0.2"))) {
            assertThat(looked(https, null)).as("the system's CAs").isEmpty();
            assertThat(looked(https, TrustedCas.of(root))).isPresent();
            assertThat(looked(elsewhere, TrustedCas.of(root)))
                    .as("of another address")
                    .isEmpty();
        }
        try (SimulatedProvider stranger = SimulatedProvider.overHttps(ProviderTls.selfSigned("127.0.0.1"))) {
            assertThat(looked(stranger, TrustedCas.of(root)))
                    .as("of another CA")
                    .isEmpty();
        }
    }

    private Optional<Known> looked(SimulatedProvider at, @Nullable SSLContext trust) {
        Provider looking = provider(at.issuer(), new Transport(Duration.ofSeconds(5), trust));
        looking.look();
        return looking.known();
    }

    private Provider provider(String issuer) {
        return provider(issuer, new Transport(TIMEOUT, null));
    }

    private Provider provider(String issuer, Transport transport) {
        OpenId settings = new OpenId(
                URI.create(issuer),
                SimulatedProvider.CLIENT,
                null,
                List.of(),
                null,
                null,
                TIMEOUT,
                Duration.ofHours(8),
                new OpenId.Operators("groups", List.of("ca-operators")));
        return new Provider(URI.create(issuer), settings, transport, clock);
    }
}
