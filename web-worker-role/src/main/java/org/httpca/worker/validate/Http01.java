package org.httpca.worker.validate;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Printable;
import org.httpca.worker.validate.Fetcher.Fetched;

/** {@code http-01} (RFC 8555, section 8.3), for addresses as RFC 8738, section 3 has it. */
final class Http01 implements Method {
    private static final String PATH = "/.well-known/acme-challenge/";
    private static final int MOST_REDIRECTS = 10;
    private static final int LONGEST_LINE = 200;

    private final Web web;
    private final int port;
    private final Set<Integer> ports;

    /** Where things are fetched. */
    interface Web {
        /**
         * @param publicAlone whether only from a public address
         * @throws NotShownException if nothing comes back
         */
        Fetched get(WebAddress address, boolean publicAlone, Deadline deadline);
    }

    /**
     * @param web where things are fetched
     * @param port of the first request
     * @param ports where redirects may lead
     */
    Http01(Web web, int port, Set<Integer> ports) {
        this.web = web;
        this.port = port;
        this.ports = Set.copyOf(ports);
    }

    @Override
    public Seen look(Check check, Deadline deadline) {
        WebAddress address = WebAddress.http(check.identifier(), port, PATH + check.token());
        Set<WebAddress> visited = new HashSet<>();
        Set<InetAddress> answered = new HashSet<>();
        String first = null;
        while (visited.add(address)) {
            // Whoever answered from outside has no say about what is within: there a path of theirs may do something.
            boolean publicAlone = answered.stream().anyMatch(AllowedTargets::isPublic);
            Fetched fetched = web.get(address, publicAlone, deadline);
            answered.add(fetched.address());
            String line = Printable.text(address + " at " + fetched.peer() + ": " + fetched.status(), LONGEST_LINE);
            if (fetched.location() == null) {
                boolean sameHost = address.host().equals(check.identifier()) && answered.size() == 1;
                requireShown(check, address, fetched, sameHost);
                return new Seen(first == null ? List.of(line) : List.of(first, line));
            }
            first = first == null ? line : first;
            if (visited.size() > MOST_REDIRECTS) {
                throw NotShownException.last(
                        AcmeProblemType.CONNECTION, "More than " + MOST_REDIRECTS + " redirects, at last at " + line);
            }
            address = redirected(address, fetched.location());
        }
        throw NotShownException.last(AcmeProblemType.CONNECTION, "The redirects come back to " + address + ".");
    }

    private WebAddress redirected(WebAddress from, String location) {
        WebAddress to = from.redirected(location);
        if (!ports.contains(to.port())) {
            throw NotShownException.last(
                    AcmeProblemType.CONNECTION,
                    from + " redirects to port " + to.port() + "; checks follow to the ports "
                            + ports.stream().sorted().toList() + " alone.");
        }
        return to;
    }

    /** @param quoted whether the body is told: another host's may be nobody's business, and the path was of a stranger's choice */
    private static void requireShown(Check check, WebAddress address, Fetched fetched, boolean quoted) {
        String where = address + " at " + fetched.peer();
        if (fetched.status() != 200) {
            throw NotShownException.forNow(
                    AcmeProblemType.UNAUTHORIZED,
                    where + " answered with the status " + fetched.status() + ", not 200.");
        }
        // section 8.3: white space at the end does not count
        if (!fetched.whole() || !fetched.body().stripTrailing().equals(check.keyAuthorization())) {
            throw NotShownException.forNow(
                    AcmeProblemType.UNAUTHORIZED,
                    where + " has not the key authorization '" + check.keyAuthorization() + "' but "
                            + (quoted ? "'" + Printable.text(fetched.body(), 120) + "'." : "something else."));
        }
    }
}
