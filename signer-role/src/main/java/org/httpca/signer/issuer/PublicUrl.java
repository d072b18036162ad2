package org.httpca.signer.issuer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the web side is reached from outside, {@code httpca.public-url}. It stands in certificates (RFC 5280, sections
 * 4.2.1.13 and 4.2.2.1), so it cannot change without leaving the old ones pointing at the old place. There it is by http always.
 *
 * @param value {@code http} or {@code https}, a host, perhaps a port and a path; no user, query, fragment or slash at the end
 */
public record PublicUrl(String value) {
    private static final int MAX_LENGTH = 200;
    private static final String HTTPS = "https:";

    public PublicUrl {
        if (value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        if (!acceptable(value)) {
            throw new IllegalArgumentException(
                    "httpca.public-url must be the address that users type, such as http://ca.example.org:8080, without query or fragment");
        }
        if (byHttps(value) && URI.create(value).getPort() != -1) {
            throw new IllegalArgumentException(
                    "httpca.public-url has https and a port, and certificates point at CRLs by http: give the address of http, or the one of https without a port, whose host then serves http at port 80");
        }
    }

    /** The host in it: a DNS name, or an address without brackets. */
    public String host() {
        String host = URI.create(value).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The issuer's certificate, DER: for the caIssuers of what it issues. */
    public String certificate(String issuer) {
        return pointer() + "/ca/" + issuer + "/cert.cer";
    }

    /** The issuer's CRL, DER: for the distribution point of what it issues. */
    public String crl(String issuer) {
        return pointer() + "/ca/" + issuer + "/crl.crl";
    }

    /** The CRL of a part of the issuer's certificates, DER: for the distribution point of those. */
    public String crl(String issuer, String shard) {
        return shard.isEmpty() ? crl(issuer) : pointer() + "/ca/" + issuer + "/crl/" + shard + ".crl";
    }

    /** OCSP about what the issuer issued. */
    public String ocsp(String issuer) {
        return pointer() + "/ocsp/" + issuer;
    }

    /** By http (RFC 5280, section 8): the server's certificate would have to be checked for checking one. */
    private String pointer() {
        return byHttps(value) ? "http:" + value.substring(HTTPS.length()) : value;
    }

    private static boolean byHttps(String value) {
        return value.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
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
