package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.worker.validate.Examined.KEY_AUTHORIZATION;
import static org.httpca.worker.validate.Examined.TOKEN;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.examine;
import static org.httpca.worker.validate.Examined.refused;
import static org.httpca.worker.validate.Examined.settings;
import static org.httpca.worker.validate.Examined.shown;

import java.time.Duration;
import java.util.List;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.worker.validate.Checks.Decided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8555, section 8.3, against hosts that are honest, broken, slow, and hostile. */
class Http01Test {
    private static final String PATH = "/.well-known/acme-challenge/" + TOKEN;

    private final HostileHost host = new HostileHost();
    private final HostileDns dns = new HostileDns().has("a.example", "A 127.0.0.1");

    @AfterEach
    void close() {
        host.close();
        dns.close();
    }

    private Decided examined(String identifier) {
        return examine(settings(dns, host.port(), 443), check("http-01", identifier));
    }

    @Test
    void theKeyAuthorizationIsThere() {
        host.serves(PATH, KEY_AUTHORIZATION + " \r\n\n");
        ControlShown shown = shown(examined("a.example"));
        assertThat(shown.identifier().value()).isEqualTo("a.example");
        assertThat(shown.method()).isEqualTo("http-01");
        assertThat(shown.thumbprint()).isEqualTo(Examined.THUMBPRINT);
        assertThat(shown.caa()).isEqualTo(ControlShown.Caa.NOT_CHECKED);
        assertThat(shown.seen())
                .containsExactly("http://a.example:" + host.port() + PATH + " at 127.0.0.1:" + host.port() + ": 200");
        assertThat(host.requests).containsExactly("GET " + PATH + " HTTP/1.1 of a.example:" + host.port());
    }

    @Test
    void anAddressIsAskedAtItself() {
        host.serves(PATH, KEY_AUTHORIZATION);
        assertThat(shown(examined("127.0.0.1")).identifier().value()).isEqualTo("127.0.0.1");
        assertThat(dns.questions).isEmpty();
    }

    @Test
    void whatIsSentInChunksOrUntilTheEndIsTheSame() {
        host.answers(
                PATH,
                out -> HostileHost.write(
                        out,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(KEY_AUTHORIZATION.length()) + "\r\n" + KEY_AUTHORIZATION
                                + "\r\n0\r\n\r\n"));
        shown(examined("a.example"));
        host.answers(PATH, out -> HostileHost.write(out, "HTTP/1.0 200 OK\r\n\r\n" + KEY_AUTHORIZATION));
        shown(examined("a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", TOKEN, "\u202e" + KEY_AUTHORIZATION, KEY_AUTHORIZATION + "x"})
    void somethingElseIsThere(String body) {
        host.answers(PATH, out -> HostileHost.write(out, "HTTP/1.1 200 OK\r\n\r\n" + body));
        again(examined("a.example"), "unauthorized", "has not the key authorization");
        assertThat(examined("a.example").problem()).doesNotContain("\u202e");
    }

    @Test
    void nothingIsThere() {
        again(examined("a.example"), "unauthorized", "answered with the status 404, not 200");
    }

    @Test
    void nobodyIsThere() {
        host.close();
        again(examined("a.example"), "connection", "No connection to 127.0.0.1:" + host.port());
        again(examined("nobody.example"), "dns", "nobody.example has no address");
    }

    @Test
    void redirectsAreFollowed() {
        host.redirects(PATH, "/elsewhere?q=1");
        host.redirects("/elsewhere?q=1", "http://127.0.0.1:" + host.port() + "/last");
        host.serves("/last", KEY_AUTHORIZATION);
        assertThat(shown(examined("a.example")).seen())
                .containsExactly(
                        "http://a.example:" + host.port() + PATH + " at 127.0.0.1:" + host.port() + ": 302",
                        "http://127.0.0.1:" + host.port() + "/last at 127.0.0.1:" + host.port() + ": 200");
    }

    @Test
    void redirectsForEver() {
        for (int i = 0; i < 12; i++) {
            host.redirects(i == 0 ? PATH : "/" + i, "/" + (i + 1));
        }
        refused(examined("a.example"), "connection", "More than 10 redirects");
        assertThat(host.requests).hasSize(11);
        host.redirects("/1", PATH);
        refused(examined("a.example"), "connection", "The redirects come back");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://169.254.169.254/latest/meta-data | is none that checks may reach",
                "http://[fe80::1]/ | is none that checks may reach",
                "http://[::ffff:169.254.169.254]/ | is none that checks may reach",
                "http://10.0.0.1/ | is none that checks may reach",
                "http://inner.example/ | is none that checks may reach",
                "https://inner.example/ | is none that checks may reach",
                "http://a.example:22/ | redirects to port 22",
                "http://user:secret@a.example/ | has a user in it",
                "ftp://a.example/ | is neither http nor https",
                "file:///etc/passwd | is neither http nor https",
                "http://2130706433/ | has no host that is a name or an address",
                "http://0x7f.0.0.1/ | has no host that is a name or an address",
                "http:// a/ | is no address",
                "//  | is no address"
            })
    void redirectsThatAreNotFollowed(String location, String detail) {
        dns.has("inner.example", "A 169.254.1.1");
        host.redirects(PATH, location);
        Decided decided = examined("a.example");
        assertThat(decided.outcome()).isEqualTo("invalid");
        assertThat(decided.problem()).contains(detail);
    }

    /** Whoever lets a name lead elsewhere between two looks: there is one look, and what it found is connected to. */
    @Test
    void aNameThatLeadsInwardsIsNotConnectedTo() {
        dns.has("inner.example", "A 10.1.2.3").has("inner.example", "AAAA fe80::1");
        refused(examined("inner.example"), "unauthorized", "is none that checks may reach");
        dns.has("both.example", "A 127.0.0.1").has("both.example", "AAAA ::ffff:a9fe:a9fe");
        host.serves(PATH, KEY_AUTHORIZATION);
        shown(examined("both.example"));
    }

    @Test
    void whereNobodyIsAtTheIpv6AddressTheOtherIsTaken() {
        dns.has("two.example", "A 127.0.0.1").has("two.example", "AAAA ::1");
        host.serves(PATH, KEY_AUTHORIZATION);
        assertThat(shown(examined("two.example")).seen().get(0)).contains("at 127.0.0.1:");
    }

    @Test
    void aBodyWithoutAnEnd() {
        host.answers(PATH, out -> {
            HostileHost.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                HostileHost.write(out, "a".repeat(1000));
            }
        });
        again(examined("a.example"), "unauthorized", "has not the key authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\n" + KEY_AUTHORIZATION, "HTTP/1.1 200 OK\r\nA: ", ""})
    void whatTricklesForEverEnds(String beginning) {
        host.answers(PATH, out -> {
            HostileHost.write(out, beginning);
            while (true) {
                HostileHost.write(out, "a");
                Thread.sleep(50);
            }
        });
        long begin = System.nanoTime();
        Decided decided =
                examine(settings(dns, host.port(), 443), check("http-01", "a.example"), Duration.ofMillis(900));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        again(decided, "connection", "longer than");
    }

    @Test
    void headersWithoutAnEnd() {
        host.answers(PATH, out -> {
            HostileHost.write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 100_000; i++) {
                HostileHost.write(out, "A" + i + ": b\r\n");
            }
        });
        assertThat(examined("a.example").evidence()).isNull();
        host.answers(PATH, out -> HostileHost.write(out, "HTTP/1.1 200 OK\r\nA: " + "b".repeat(100_000)));
        assertThat(examined("a.example").evidence()).isNull();
        host.answers(PATH, out -> HostileHost.write(out, "SSH-2.0-OpenSSH_9.2\r\n"));
        again(examined("a.example"), "incorrectResponse", "something that is not HTTP/1.1");
    }

    @Test
    void aWildcardNameAndAStrangeTokenAreNotAskedFor() {
        refused(examined("*.a.example"), "malformed", "is not checked by http-01");
        Check good = check("http-01", "a.example");
        Check bad = new Check(
                good.id(),
                1,
                good.account(),
                good.identifier(),
                "http-01",
                "../../latest/meta-data",
                good.thumbprint(),
                null,
                Examined.NOW);
        refused(examine(settings(dns, host.port(), 443), bad), "malformed", "no token");
        assertThat(host.requests).isEmpty();
    }

    @Test
    void withoutLoopbackInTheSettingsThereIsNone() {
        host.serves(PATH, KEY_AUTHORIZATION);
        refused(
                examine(settings(dns, host.port(), 443, List.of("public", "private")), check("http-01", "a.example")),
                "unauthorized",
                "The address 127.0.0.1 of a.example is none that checks may reach");
        shown(examine(settings(dns, host.port(), 443, List.of("127.0.0.1/32")), check("http-01", "a.example")));
    }
}
