package org.httpca.worker.validate;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * The addresses of a host that a check may connect to. They are looked up once, and connected to as they are: who changes a name's address between
 * a look and a connection (DNS rebinding) changes nothing.
 */
final class Hosts {
    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

    private final Dns dns;
    private final AllowedTargets allowed;
    private final @Nullable HostsFileParser file;

    /** @param file the system's own list of hosts; null where the operator named a resolver, which then has the word */
    Hosts(Dns dns, AllowedTargets allowed, @Nullable HostsFileParser file) {
        this.dns = dns;
        this.allowed = allowed;
        this.file = file;
    }

    /**
     * One or two: where there is an IPv6 address it is the first, and an IPv4 address is there for when nobody answers.
     *
     * @param publicAlone whether a host at a public address led here: such a one leads nobody inwards
     */
    List<InetAddress> addresses(Identifier host, boolean publicAlone, Deadline deadline) {
        List<InetAddress> all =
                host.type() == Identifier.Type.IP ? List.of(Network.address(host)) : resolve(host.value(), deadline);
        if (all.isEmpty()) {
            throw NotShownException.forNow(
                    AcmeProblemType.DNS, host + " has no address: DNS has neither an A nor an AAAA record of it.");
        }
        List<InetAddress> good = all.stream().filter(allowed::contain).toList();
        if (good.isEmpty()) {
            throw NotShownException.last(
                    AcmeProblemType.UNAUTHORIZED,
                    "The address " + all.get(0).getHostAddress() + " of " + host
                            + " is none that checks may reach; the operator decides that by httpca.acme.allowed-targets.");
        }
        if (publicAlone && good.stream().noneMatch(AllowedTargets::isPublic)) {
            throw NotShownException.last(
                    AcmeProblemType.UNAUTHORIZED,
                    "A redirect from a public address leads to " + good.get(0).getHostAddress() + ", the address of "
                            + host + ": checks follow from there to public addresses alone.");
        }
        if (publicAlone) {
            good = good.stream().filter(AllowedTargets::isPublic).toList();
        }
        List<InetAddress> tried = new ArrayList<>();
        good.stream().filter(Hosts::isIpv6).findFirst().ifPresent(tried::add);
        good.stream().filter(address -> !isIpv6(address)).findFirst().ifPresent(tried::add);
        return tried;
    }

    private List<InetAddress> resolve(String host, Deadline deadline) {
        List<InetAddress> listed = listed(host);
        if (!listed.isEmpty()) {
            return listed;
        }
        List<InetAddress> all = new ArrayList<>();
        dns.lookup(host, Type.A, deadline).records().forEach(record -> all.add(((ARecord) record).getAddress()));
        if (all.isEmpty()) {
            dns.lookup(host, Type.AAAA, deadline)
                    .records()
                    .forEach(record -> all.add(((AAAARecord) record).getAddress()));
        } else {
            addIpv6(host, all, deadline);
        }
        return all;
    }

    /** A name that has an IPv4 address can be checked without its other one. */
    private void addIpv6(String host, List<InetAddress> all, Deadline deadline) {
        try {
            dns.lookupOnce(host, Type.AAAA, deadline)
                    .records()
                    .forEach(record -> all.add(((AAAARecord) record).getAddress()));
        } catch (NotShownException e) {
            LOG.debug("Without its IPv6 address: {}", e.getMessage());
        }
    }

    private List<InetAddress> listed(String host) {
        if (file == null) {
            return List.of();
        }
        List<InetAddress> all = new ArrayList<>();
        try {
            Name name = Name.fromString(host, Name.root);
            file.getAddressForHost(name, Type.A).ifPresent(all::add);
            file.getAddressForHost(name, Type.AAAA).ifPresent(all::add);
        } catch (TextParseException e) {
            LOG.debug("No name for a list of hosts.", e);
        } catch (IOException e) {
            LOG.warn("The system's list of hosts cannot be read: {}", e.toString());
        }
        return all;
    }

    private static boolean isIpv6(InetAddress address) {
        return address.getAddress().length == 16;
    }
}
