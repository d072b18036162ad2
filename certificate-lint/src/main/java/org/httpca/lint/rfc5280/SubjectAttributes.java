package org.httpca.lint.rfc5280;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.httpca.lint.subject.ReadAttribute;
import org.jspecify.annotations.Nullable;

/** What RFC 5280, appendix A.1, says of the attributes that names are made of. */
final class SubjectAttributes {
    /** The type of string that an attribute is written in. */
    enum Form {
        /** A DirectoryString: PrintableString or UTF8String. */
        DIRECTORY,
        PRINTABLE,
        IA5
    }

    /** @param most characters; 0 where nothing bounds them */
    record Known(String label, Form form, int most) {}

    private static final Map<ASN1ObjectIdentifier, Known> KNOWN = Map.ofEntries(
            Map.entry(BCStyle.CN, new Known("CN", Form.DIRECTORY, 64)),
            Map.entry(BCStyle.O, new Known("O", Form.DIRECTORY, 64)),
            Map.entry(BCStyle.OU, new Known("OU", Form.DIRECTORY, 64)),
            Map.entry(BCStyle.L, new Known("L", Form.DIRECTORY, 128)),
            Map.entry(BCStyle.ST, new Known("ST", Form.DIRECTORY, 128)),
            Map.entry(BCStyle.T, new Known("title", Form.DIRECTORY, 64)),
            Map.entry(BCStyle.PSEUDONYM, new Known("pseudonym", Form.DIRECTORY, 128)),
            Map.entry(BCStyle.NAME, new Known("name", Form.DIRECTORY, 32768)),
            Map.entry(BCStyle.SURNAME, new Known("surname", Form.DIRECTORY, 32768)),
            Map.entry(BCStyle.GIVENNAME, new Known("givenName", Form.DIRECTORY, 32768)),
            Map.entry(BCStyle.INITIALS, new Known("initials", Form.DIRECTORY, 32768)),
            Map.entry(BCStyle.GENERATION, new Known("generationQualifier", Form.DIRECTORY, 32768)),
            Map.entry(BCStyle.STREET, new Known("street", Form.DIRECTORY, 128)),
            Map.entry(BCStyle.POSTAL_CODE, new Known("postalCode", Form.DIRECTORY, 40)),
            Map.entry(BCStyle.UID, new Known("UID", Form.DIRECTORY, 0)),
            Map.entry(BCStyle.C, new Known("C", Form.PRINTABLE, 2)),
            Map.entry(BCStyle.SERIALNUMBER, new Known("serialNumber", Form.PRINTABLE, 64)),
            Map.entry(BCStyle.DN_QUALIFIER, new Known("dnQualifier", Form.PRINTABLE, 0)),
            Map.entry(BCStyle.DC, new Known("DC", Form.IA5, 63)),
            Map.entry(BCStyle.EmailAddress, new Known("emailAddress", Form.IA5, 255)));

    private SubjectAttributes() {}

    /** Null for the kinds that the standard does not define. */
    static @Nullable Known of(ReadAttribute attribute) {
        return KNOWN.get(attribute.type());
    }

    /** For messages: {@code CN}, or the OID. */
    static String label(ReadAttribute attribute) {
        Known known = of(attribute);
        return known == null ? attribute.type().getId() : known.label();
    }
}
