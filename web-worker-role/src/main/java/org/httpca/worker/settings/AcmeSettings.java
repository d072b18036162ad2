package org.httpca.worker.settings;

import java.net.InetSocketAddress;
import java.util.List;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How challenges of ACME are checked (RFC 8555, section 8), under {@code httpca.acme}. The same on each worker.
 *
 * @param http01Port the port that http-01 asks at; 80 wherever others are to believe it
 * @param tlsAlpn01Port the port that tls-alpn-01 asks at; 443 wherever others are to believe it
 * @param dnsResolver {@code HOST:PORT} of the DNS server that is asked, and whose answers are believed; without it those of the system, after its
 *     list of hosts
 * @param allowedTargets addresses that checks may connect to: {@code public}, {@code private}, {@code loopback}, and networks such as
 *     {@code 10.1.0.0/16}; whatever is link-local, multicast, reserved, unspecified
 *     or a cloud's own is reached by its network alone
 * @param caa whether names' CAA records must permit it (RFC 8659, RFC 8657); needs {@code httpca.acme.issuer-domain-names}
 * @param issuerDomainNames the domain names that this CA goes by in CAA and dns-persist-01 records; the same on each web role
 * @param checksAtOnce how many checks are made at once: 4 to 500
 */
public record AcmeSettings(
        @DefaultValue("80") int http01Port,
        @DefaultValue("443") int tlsAlpn01Port,
        @Nullable String dnsResolver,
        @DefaultValue({"public", "private"}) List<String> allowedTargets,
        @DefaultValue("false") boolean caa,
        @DefaultValue List<String> issuerDomainNames,
        @DefaultValue("48") int checksAtOnce) {
    private static final int LAST_PORT = 65535;
    private static final int MOST_NAMES = 10;

    public AcmeSettings {
        allowedTargets = List.copyOf(allowedTargets);
        issuerDomainNames = List.copyOf(issuerDomainNames);
        checkPort("httpca.acme.http01-port", http01Port);
        checkPort("httpca.acme.tls-alpn01-port", tlsAlpn01Port);
        if (issuerDomainNames.size() > MOST_NAMES || !issuerDomainNames.stream().allMatch(AcmeSettings::isDomainName)) {
            throw new InvalidSettingException(
                    "httpca.acme.issuer-domain-names must be up to ten domain names in lower case, such as ca.example.org.");
        }
        if (caa && issuerDomainNames.isEmpty()) {
            throw new InvalidSettingException(
                    "httpca.acme.caa needs the names by which CAA records name this CA: set httpca.acme.issuer-domain-names.");
        }
        if (checksAtOnce < 4 || checksAtOnce > 500) {
            throw new InvalidSettingException("httpca.acme.checks-at-once must be between 4 and 500.");
        }
        parsed(dnsResolver);
    }

    /** Where to ask; null for the system's. */
    public @Nullable InetSocketAddress resolver() {
        return parsed(dnsResolver);
    }

    private static @Nullable InetSocketAddress parsed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > LAST_PORT) {
            throw new InvalidSettingException(
                    "httpca.acme.dns-resolver must be HOST:PORT, such as 192.0.2.53:53 or [2001:db8::53]:53.");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new InvalidSettingException(
                    "httpca.acme.dns-resolver: nobody knows the host " + host + "; set its address.");
        }
        return address;
    }

    private static void checkPort(String key, int port) {
        if (port < 1 || port > LAST_PORT) {
            throw new InvalidSettingException(key + " must be a port.");
        }
    }

    private static boolean isDomainName(String text) {
        Result<Identifier> name = Identifier.dns(text);
        return name.isPassed()
                && !name.orElseThrow().wildcard()
                && name.orElseThrow().value().equals(text);
    }
}
