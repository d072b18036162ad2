package org.httpca.web.limit;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.httpca.web.http.Filters;
import org.httpca.web.openid.SignIn;
import org.httpca.web.proxy.Client;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.settings.WebSettings.Limits;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.httpca.web.token.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes each request from the budget of the token that came with it, or of the address that it came from. */
@Component
@Order(Filters.LIMIT)
class LimitFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OCSP = "/ocsp";
    private static final String ACME = "/acme/";
    private static final String BATCH = "/api/v1/requests/batch";
    /** The smallest request in a batch has about this many octets; a batch costs as if it held as many as fit. */
    private static final long OCTETS_OF_ONE = 1024;

    private static final long MOST_IN_A_BATCH = 1000;

    private final Limits limits;
    private final Budgets submissions;
    private final Budgets reads;
    private final Budgets ocsp;

    LimitFilter(WebSettings settings, Clock clock) {
        limits = settings.limits();
        submissions = new Budgets("submissions", clock);
        reads = new Budgets("reads", clock);
        ocsp = new Budgets("ocsp", clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // by the mapping, which knows one spelling of the path
        if (OCSP.equals(request.getServletPath())) {
            if (mayAskOcsp(request, response)) {
                chain.doFilter(request, response);
            }
            return;
        }
        // ACME fetches by POST, and a certificate takes ten of them; whoever comes back from the OpenID provider has it
        // asked
        // about, which is no mere look
        boolean reading = (READING.contains(request.getMethod()) && !SignIn.CALLBACK.equals(request.getRequestURI()))
                || request.getRequestURI().startsWith(ACME);
        Share share = share(request);
        long most = reading ? share.reads : share.submissions;
        if (most > 0) {
            Budgets budgets = reading ? reads : submissions;
            ConsumptionProbe probe = budgets.take(share.client, reading ? 1 : cost(request), most);
            Answer.tell(response, budgets.name(), most, probe);
            if (!probe.isConsumed()) {
                Answer.refuse(request, response, probe);
                return;
            }
            Costs.remember(request, budgets, share.client, most);
        }
        chain.doFilter(request, response);
    }

    /** Whoever checks certificates has a budget of its own: what answers it costs little, and many may stand behind one address. */
    private boolean mayAskOcsp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int most = limits.ocsp();
        if (most == 0 || Client.isLocal(request)) {
            return true;
        }
        ConsumptionProbe probe = ocsp.take(Client.of(request), 1, most);
        if (!probe.isConsumed()) {
            Answer.tell(response, ocsp.name(), most, probe);
            Answer.refuse(request, response, probe);
        }
        return probe.isConsumed();
    }

    private static long cost(HttpServletRequest request) {
        if (!request.getRequestURI().equals(BATCH)) {
            return 1;
        }
        long octets = request.getContentLengthLong();
        return octets < 0 ? MOST_IN_A_BATCH : Math.max(1, Math.min(MOST_IN_A_BATCH, octets / OCTETS_OF_ONE));
    }

    private Share share(HttpServletRequest request) {
        Caller caller = Callers.of(request).orElse(null);
        if (caller == null) {
            return Client.isLocal(request)
                    ? new Share("", 0, 0)
                    : new Share(
                            Client.of(request),
                            limits.address().submissions(),
                            limits.address().reads());
        }
        Limits.Budget own = limits.tokens().get(caller.token());
        if (own != null) {
            return new Share(caller.principal(), own.submissions(), own.reads());
        }
        return caller.may(Scope.OPERATOR)
                ? new Share(
                        caller.principal(),
                        limits.operator().submissions(),
                        limits.operator().reads())
                : new Share(
                        caller.principal(),
                        limits.token().submissions(),
                        limits.token().reads());
    }

    /** Whose budget, and how large it is; 0 is without limit. */
    private record Share(String client, long submissions, long reads) {}
}
