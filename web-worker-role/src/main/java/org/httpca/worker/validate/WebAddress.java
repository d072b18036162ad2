package org.httpca.worker.validate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;

/**
 * Where something is fetched from.
 *
 * @param path with its query; begins with a slash
 */
record WebAddress(boolean secure, Identifier host, int port, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LONGEST = 2000;

    static WebAddress http(Identifier host, int port, String path) {
        return new WebAddress(false, host, port, path);
    }

    /** Where a redirect from here leads (RFC 9110, section 10.2.2). */
    WebAddress redirected(String location) {
        if (location.length() > LONGEST) {
            throw wrong(location, "is longer than " + LONGEST + " characters");
        }
        URI uri;
        try {
            uri = new URI(toString()).resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw wrong(location, "is no address");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(location, "is neither http nor https");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(location, "has a user in it");
        }
        String named = uri.getHost();
        if (named == null) {
            throw wrong(location, "has no host that is a name or an address");
        }
        Result<Identifier> host = Identifier.parse(named.replaceAll("^\\[|]$", ""));
        if (!host.isPassed() || host.orElseThrow().wildcard()) {
            throw wrong(location, "has no host that is a name or an address");
        }
        boolean secure = scheme.equals("https");
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new WebAddress(
                secure,
                host.orElseThrow(),
                uri.getPort() < 0 ? (secure ? HTTPS : HTTP) : uri.getPort(),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private NotShownException wrong(String location, String how) {
        return NotShownException.last(
                AcmeProblemType.CONNECTION, this + " redirects to '" + location + "', which " + how + ".");
    }

    /** What goes into the Host header (RFC 9110, section 7.2). */
    String authority() {
        String name = host.value().indexOf(':') < 0 ? host.value() : "[" + host.value() + "]";
        return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + path;
    }
}
