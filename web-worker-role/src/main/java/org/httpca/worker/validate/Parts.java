package org.httpca.worker.validate;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.envelope.Identity;
import org.httpca.start.InvalidSettingException;
import org.httpca.worker.settings.AcmeSettings;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.hosts.HostsFileParser;

/** Puts the checks together as the settings say. */
final class Parts {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Parts() {}

    /** @param longest that a check may take */
    static Examination examination(
            AcmeSettings settings, Supplier<Identity> identity, SecureRandom random, Clock clock, Duration longest) {
        Watchdog watchdog = new Watchdog();
        InetSocketAddress resolver = settings.resolver();
        Dns dns = new Dns(new DnsServers(servers(resolver), new DnsTransport(watchdog), random));
        Hosts hosts = new Hosts(dns, allowed(settings), resolver == null ? new HostsFileParser() : null);
        Connections connections = new Connections(hosts, watchdog);
        Texts texts = new Texts(dns);
        Tls tls = new Tls(random);
        Methods methods = new Methods(Map.of(
                "http-01",
                new Http01(
                        new Fetcher(connections, tls),
                        settings.http01Port(),
                        Set.copyOf(List.of(HTTP, HTTPS, settings.http01Port(), settings.tlsAlpn01Port()))),
                "dns-01",
                new Dns01(texts, check -> "_acme-challenge")));
        return new Examination(methods, (check, deadline) -> ControlShown.Caa.NOT_CHECKED, identity, clock, longest);
    }

    /** The system's are read when they are needed. */
    private static Supplier<List<InetSocketAddress>> servers(@Nullable InetSocketAddress resolver) {
        return resolver == null ? () -> ResolverConfig.getCurrentConfig().servers() : () -> List.of(resolver);
    }

    private static AllowedTargets allowed(AcmeSettings settings) {
        try {
            return AllowedTargets.of(settings.allowedTargets());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.acme.allowed-targets: '" + e.getMessage()
                            + "' is none of public, private, loopback, and no network such as 10.1.0.0/16 or fd00::/8.",
                    e);
        }
    }
}
