package org.httpca.web.http;

import jakarta.servlet.http.HttpServletRequest;
import org.httpca.web.settings.WebSettings;
import org.springframework.stereotype.Component;

/**
 * Absolute addresses for clients: under the public URL for who came by it, otherwise under the name by which the client reached
 * us (which {@link HostFilter} has found to be ours), so that they work from where the client is.
 */
@Component
public class Links {
    private final String publicUrl;
    private final String authority;

    Links(WebSettings settings) {
        String url = settings.publicUrl().toString();
        this.publicUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.authority = settings.publicUrl().getRawAuthority();
    }

    /**
     * The address of a resource.
     *
     * @param path with a slash first
     */
    public String to(HttpServletRequest request, String path) {
        String host = request.getHeader("Host");
        return host == null || (host.equalsIgnoreCase(authority) && !cameMoreSafely(request))
                ? publicUrl + path
                : request.getScheme() + "://" + host + path;
    }

    /** Who came by HTTPS is not sent back to HTTP, where both go by the same name. */
    private boolean cameMoreSafely(HttpServletRequest request) {
        return request.isSecure() && publicUrl.startsWith("http:");
    }
}
