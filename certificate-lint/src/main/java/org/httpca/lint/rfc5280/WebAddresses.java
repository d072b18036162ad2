package org.httpca.lint.rfc5280;

import java.net.URI;
import java.net.URISyntaxException;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.GeneralName;

/** The URIs in extensions, where clients are to fetch things. */
final class WebAddresses {
    private WebAddresses() {}

    /**
     * An absolute URI with a host, by http.
     *
     * @param https whether https is as good; elsewhere its certificate would have to be checked for checking one
     */
    static void check(GeneralName name, boolean https, Findings out) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            out.recommended("has a location that is not a URI");
            return;
        }
        String text = ASN1IA5String.getInstance(name.getName()).getString();
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme == null) {
                out.error("has a URI that is not absolute: " + Findings.quoted(text));
            } else if (!"http".equalsIgnoreCase(scheme) && !(https && "https".equalsIgnoreCase(scheme))) {
                out.recommended("has a URI that is not by http: " + Findings.quoted(text));
            } else if (uri.getHost() == null || !ascii(text)) {
                out.error("has a URI without a host, or not in ASCII: " + Findings.quoted(text));
            }
        } catch (URISyntaxException e) {
            out.error("has something that is not a URI: " + Findings.quoted(text));
        }
    }

    /** Whether everything in it can be seen. */
    static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
