package org.httpca.pki;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.RFC4519Style;

/** Distinguished names as they are written everywhere: RFC 4514, with its attribute names in upper case (section 3). */
public final class DistinguishedNames {
    private static final Style STYLE = new Style();

    private DistinguishedNames() {}

    /** Such as {@code CN=www.example.org,O=Example}; "" for an empty name. The last RDN comes first (RFC 4514, section 2.1). */
    public static String text(X500Name name) {
        return STYLE.toString(name);
    }

    /** The inverse of {@link #text}. */
    public static X500Name parse(String text) {
        return new X500Name(STYLE, text);
    }

    /** Bouncy Castle's style for LDAP, which differs in the case alone. */
    private static final class Style extends RFC4519Style {
        private Style() {
            name(cn, "CN");
            name(l, "L");
            name(st, "ST");
            name(o, "O");
            name(ou, "OU");
            name(c, "C");
            name(street, "STREET");
            name(dc, "DC");
            name(uid, "UID");
        }

        @SuppressWarnings("unchecked") // it is older than generics
        private void name(ASN1ObjectIdentifier attribute, String name) {
            defaultSymbols.put(attribute, name);
        }
    }
}
