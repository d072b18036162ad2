package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.worker.validate.Examined.KEY_AUTHORIZATION;
import static org.httpca.worker.validate.Examined.TOKEN;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.examine;
import static org.httpca.worker.validate.Examined.settings;
import static org.httpca.worker.validate.Examined.shown;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.httpca.pki.Identifier;
import org.httpca.worker.validate.Checks.Decided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redirects have a path of a stranger's choice asked for: where that leads, and what of it is told. */
class Http01RedirectsTest {
    private static final String PATH = "/.well-known/acme-challenge/" + TOKEN;

    private final HostileHost host = new HostileHost();
    private final HostileDns dns = new HostileDns().has("a.example", "A 127.0.0.1");
    /** Whether each fetch was for public addresses alone. */
    private final List<Boolean> asked = new ArrayList<>();

    @AfterEach
    void close() {
        host.close();
        dns.close();
    }

    private Decided examined(String identifier) {
        return examine(settings(dns, host.port(), 443), check("http-01", identifier));
    }

    /** It goes to the signer, with those of a hundred names. */
    @Test
    void whatWasSeenIsShortHoweverLongTheWay() {
        for (int i = 0; i < 10; i++) {
            host.redirects(i == 0 ? PATH : "/" + i + "x".repeat(1500), "/" + (i + 1) + "x".repeat(1500));
        }
        host.serves("/10" + "x".repeat(1500), KEY_AUTHORIZATION);
        Decided decided = examined("a.example");
        assertThat(shown(decided).seen())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(201));
    }

    @Test
    void whatAnotherHostHasIsNotTold() {
        String secret = "a secret of the inner network";
        dns.has("inner.example", "A 127.0.0.1");
        host.redirects(PATH, "http://inner.example:" + host.port() + "/config");
        host.serves("/config", secret);
        again(examined("a.example"), "unauthorized", "but something else");
        assertThat(examined("a.example").problem()).doesNotContain("secret");
        host.answers("/config", out -> HostileHost.write(out, secret + "\r\n\r\n"));
        again(examined("a.example"), "incorrectResponse", "something that is not HTTP/1.1");
        assertThat(examined("a.example").problem()).doesNotContain("secret");
        host.redirects(PATH, "/wrong");
        host.serves("/wrong", "one's own mistake");
        again(examined("a.example"), "unauthorized", "one's own mistake");
    }

    /** The same name, which leads elsewhere at the second look. */
    @Test
    void whatTheSameNameHasElsewhereIsNotToldEither() {
        again(chased("http://a.example/config", "10.0.0.2", "10.0.0.3"), "unauthorized", "but something else");
        again(chased("http://a.example/config", "10.0.0.2", "10.0.0.2"), "unauthorized", "but 'of the inside'");
    }

    @Test
    void fromAPublicAddressNothingLeadsInwards() {
        chased("http://b.example/", "8.8.8.8", "8.8.4.4");
        assertThat(asked).containsExactly(false, true);
        chased("http://b.example/", "2606:4700::1", "8.8.4.4");
        assertThat(asked).containsExactly(false, true);
        chased("http://b.example/", "10.0.0.1", "10.0.0.2");
        assertThat(asked).containsExactly(false, false);

        Hosts hosts = hosts("public", "private", "loopback");
        for (String inner : List.of("A 10.1.2.3", "A 127.0.0.1", "AAAA fd12::1", "AAAA 64:ff9b::a00:1")) {
            String name = "inner" + inner.hashCode() + ".example";
            dns.has(name, inner);
            assertThat(hosts.addresses(Identifier.dns(name).orElseThrow(), false, Deadline.in(Duration.ofSeconds(5))))
                    .hasSize(1);
            assertThatThrownBy(() -> hosts.addresses(
                            Identifier.dns(name).orElseThrow(), true, Deadline.in(Duration.ofSeconds(5))))
                    .isInstanceOf(NotShownException.class)
                    .hasMessageContaining("to public addresses alone");
        }
        dns.has("both.example", "A 10.1.2.3").has("both.example", "A 8.8.8.8").has("both.example", "AAAA fd12::1");
        assertThat(hosts.addresses(
                        Identifier.dns("both.example").orElseThrow(), true, Deadline.in(Duration.ofSeconds(5))))
                .containsExactly(Network.address(Identifier.ip("8.8.8.8").orElseThrow()));
    }

    private Hosts hosts(String... allowed) {
        InetSocketAddress server = Objects.requireNonNull(settings(dns, 80, 443).resolver());
        DnsServers servers =
                new DnsServers(() -> List.of(server), new DnsTransport(new Watchdog()), new SecureRandom());
        return new Hosts(new Dns(servers), AllowedTargets.of(List.of(allowed)), null);
    }

    /** What comes of a host at the first address that redirects to another at the second; nobody is connected to. */
    private Decided chased(String location, String... addresses) {
        asked.clear();
        Iterator<String> next = List.of(addresses).iterator();
        Http01.Web web = (address, publicAlone, deadline) -> {
            asked.add(publicAlone);
            InetAddress from = Network.address(Identifier.ip(next.next()).orElseThrow());
            return next.hasNext()
                    ? new Fetcher.Fetched(from, "the first", 302, location, "", true)
                    : new Fetcher.Fetched(from, "the second", 200, null, "of the inside", true);
        };
        Methods methods = new Methods(Map.of("http-01", new Http01(web, 80, Set.of(80))));
        return Examined.examine(methods, check("http-01", "a.example"));
    }
}
