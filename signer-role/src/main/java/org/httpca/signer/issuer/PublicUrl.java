package org.httpca.signer.issuer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the web side is reached from outside, {@code httpca.public-url}. It stands in certificates (RFC 5280, sections
 * 4.2.1.13 and 4.2.2.1), so it cannot change without leaving the old ones pointing at the old place.
 *
 * @param value {@code http} or {@code https}, a host, perhaps a port and a path; no user, query, fragment or slash at the end
 */
public record PublicUrl(String value) {
    private static final int MAX_LENGTH = 200;

    public PublicUrl {
        if (value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        if (!acceptable(value)) {
            throw new IllegalArgumentException(
                    "httpca.public-url must be the address that users type, such as http://ca.example.org:8080, without query or fragment");
        }
    }

    /** The host in it: a DNS name, or an address without brackets. */
    public String host() {
        String host = URI.create(value).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The issuer's certificate, DER: for the caIssuers of what it issues. */
    public String certificate(String issuer) {
        return value + "/ca/" + issuer + "/cert.cer";
    }

    /** The issuer's CRL, DER: for the distribution point of what it issues. */
    public String crl(String issuer) {
        return value + "/ca/" + issuer + "/crl.crl";
    }

    private static boolean acceptable(String value) {
        try {
            URI uri = new URI(value);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return value.length() <= MAX_LENGTH
                    && (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
