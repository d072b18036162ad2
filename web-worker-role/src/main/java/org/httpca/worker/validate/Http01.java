package org.httpca.worker.validate;

import java.util.ArrayList;
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
    private static final int LONGEST_LINE = 300;

    private final Fetcher fetcher;
    private final int port;
    private final Set<Integer> ports;

    /**
     * @param port of the first request
     * @param ports where redirects may lead
     */
    Http01(Fetcher fetcher, int port, Set<Integer> ports) {
        this.fetcher = fetcher;
        this.port = port;
        this.ports = Set.copyOf(ports);
    }

    @Override
    public Seen look(Check check, Deadline deadline) {
        WebAddress address = WebAddress.http(check.identifier(), port, PATH + check.token());
        Set<WebAddress> visited = new HashSet<>();
        List<String> lines = new ArrayList<>();
        while (visited.add(address)) {
            Fetched fetched = fetcher.get(address, deadline);
            String line = address + " at " + fetched.peer() + ": " + fetched.status();
            lines.add(Printable.text(line, LONGEST_LINE));
            if (fetched.location() == null) {
                requireShown(check, address, fetched);
                return new Seen(lines);
            }
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

    private static void requireShown(Check check, WebAddress address, Fetched fetched) {
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
                    where + " has not the key authorization '" + check.keyAuthorization() + "' but '"
                            + Printable.text(fetched.body(), 120) + "'.");
        }
    }
}
