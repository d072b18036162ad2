package org.httpca.web.proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.httpca.start.InvalidSettingException;
import org.httpca.web.http.Bodies;
import org.httpca.web.http.Filters;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the client's address and scheme in the place of the proxy's, where the proxy is one of {@code httpca.proxies}. */
@Component
@Order(Filters.PROXY)
class ProxyFilter extends OncePerRequestFilter {
    private final List<Network> proxies;

    ProxyFilter(WebSettings settings) {
        proxies = settings.proxies().stream().map(ProxyFilter::network).toList();
    }

    private static Network network(String text) {
        try {
            return Network.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.proxies cannot have '" + text + "': name an address or a network, such as 10.0.0.0/8.", e);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        InetAddress peer = Network.address(request.getRemoteAddr()).orElse(null);
        if (peer == null || proxies.stream().noneMatch(proxy -> proxy.contains(peer))) {
            if (Forwarding.isClaimed(request)) {
                request.setAttribute(Client.CLAIMED, true);
            }
            Bodies.belongs(request, () -> Client.of(request));
            chain.doFilter(request, response);
            return;
        }
        Behind behind = new Behind(request, Forwarding.of(request, proxies));
        Bodies.belongs(request, () -> Client.of(behind));
        chain.doFilter(behind, response);
    }

    private static final class Behind extends HttpServletRequestWrapper {
        private final @Nullable String address;
        private final @Nullable String scheme;

        private Behind(HttpServletRequest request, Forwarding forwarding) {
            super(request);
            InetAddress client = forwarding.address();
            address = client == null ? null : client.getHostAddress();
            scheme = forwarding.scheme();
        }

        @Override
        public String getRemoteAddr() {
            return address == null ? super.getRemoteAddr() : address;
        }

        @Override
        public String getRemoteHost() {
            return getRemoteAddr();
        }

        @Override
        public String getScheme() {
            return scheme == null ? super.getScheme() : scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme == null ? super.isSecure() : scheme.equals("https");
        }
    }
}
