package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;
import org.jspecify.annotations.Nullable;

final class SubjectStrings implements CertificateLint {

    @Override
    public String name() {
        return "subject-strings";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.1.2.4 and 4.1.2.6 and appendix A.1";
    }

    @Override
    public String rule() {
        return "The subject is written in PrintableString or UTF8String, or in the one type that an "
                + "attribute asks for, and holds what that type takes.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (ReadAttribute attribute : c.certificate().subject().attributes()) {
            ASN1Primitive value = attribute.value().toASN1Primitive();
            SubjectAttributes.Known known = SubjectAttributes.of(attribute);
            if (known != null) {
                checkForm(known, value, out);
            }
            if (value instanceof ASN1String) {
                String defect = defect(value, attribute.text());
                if (defect != null) {
                    out.error(SubjectAttributes.label(attribute) + " " + defect);
                }
            }
        }
    }

    private static void checkForm(SubjectAttributes.Known known, ASN1Primitive value, Findings out) {
        boolean printable = value instanceof ASN1PrintableString;
        switch (known.form()) {
            case PRINTABLE -> {
                if (!printable) {
                    out.error(known.label() + " is not a PrintableString");
                }
            }
            case IA5 -> {
                if (!(value instanceof ASN1IA5String)) {
                    out.error(known.label() + " is not an IA5String");
                }
            }
            case DIRECTORY -> {
                if (value instanceof ASN1T61String
                        || value instanceof ASN1BMPString
                        || value instanceof ASN1UniversalString) {
                    out.recommended(known.label() + " is neither a PrintableString nor a UTF8String");
                } else if (!printable && !(value instanceof ASN1UTF8String)) {
                    out.error(known.label() + " is not a DirectoryString");
                }
            }
        }
    }

    private static @Nullable String defect(ASN1Primitive value, @Nullable String text) {
        if (text == null) {
            return "holds octets that its type of string does not have";
        } else if (text.isEmpty()) {
            return "is empty";
        } else if (value instanceof ASN1PrintableString && !ASN1PrintableString.isPrintableString(text)) {
            return "holds characters that a PrintableString does not have";
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == 0x7f) {
                return "holds a control character";
            } else if (character > 0x7f && value instanceof ASN1IA5String) {
                return "holds characters that an IA5String does not have";
            }
        }
        return null;
    }
}
