package org.httpca.worker.validate;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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
        Permission permission = settings.caa()
                ? new Caa(dns, settings.issuerDomainNames())
                : (check, deadline) -> ControlShown.Caa.NOT_CHECKED;
        return new Examination(
                new Methods(methods(settings, connections, new Texts(dns), random, clock)),
                permission,
                identity,
                clock,
                longest);
    }

    private static Map<String, Method> methods(
            AcmeSettings settings, Connections connections, Texts texts, SecureRandom random, Clock clock) {
        Tls tls = new Tls(random);
        Map<String, Method> methods = new HashMap<>();
        methods.put(
                "http-01",
                new Http01(
                        new Fetcher(connections, tls),
                        settings.http01Port(),
                        Set.copyOf(List.of(HTTP, HTTPS, settings.http01Port(), settings.tlsAlpn01Port()))));
        methods.put("dns-01", new Dns01(texts, check -> "_acme-challenge"));
        methods.put("dns-account-01", new Dns01(texts, AccountLabel::of));
        methods.put("tls-alpn-01", new TlsAlpn01(connections, tls, settings.tlsAlpn01Port()));
        if (!settings.issuerDomainNames().isEmpty()) {
            methods.put("dns-persist-01", new DnsPersist01(texts, settings.issuerDomainNames(), clock));
        }
        return methods;
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
