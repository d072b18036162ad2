package org.httpca.worker.validate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.httpca.pki.Sha256;
import org.jspecify.annotations.Nullable;

/** The certificate that shows control by {@code tls-alpn-01} (RFC 8737, section 3): it is for the one name, and says the key authorization's digest. */
final class ValidationCertificate {
    /** RFC 8737, section 6.1; its drafts had others. */
    private static final ASN1ObjectIdentifier ACME_IDENTIFIER = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

    private ValidationCertificate() {}

    /** @param peer who sent it */
    static void requireShown(byte[] der, String peer, Check check) {
        String what = "The certificate that " + peer + " has for " + check.identifier();
        Extensions extensions = extensions(der);
        if (extensions == null || !isForAlone(extensions, check.identifier())) {
            throw wrong(what + " is not for this name and no other: its subjectAltName must have just this one.");
        }
        Extension extension = extensions.getExtension(ACME_IDENTIFIER);
        if (extension == null) {
            throw wrong(what + " has no extension acmeIdentifier (1.3.6.1.5.5.7.1.31).");
        }
        if (!extension.isCritical()) {
            throw wrong(what + " has an extension acmeIdentifier that is not critical.");
        }
        byte[] digest = Sha256.of(check.keyAuthorization().getBytes(StandardCharsets.US_ASCII));
        if (!MessageDigest.isEqual(digest, digest(extension))) {
            throw wrong(
                    what + " has another digest than that of the key authorization in its extension acmeIdentifier.");
        }
    }

    private static @Nullable Extensions extensions(byte[] der) {
        try {
            return Certificate.getInstance(der).getTBSCertificate().getExtensions();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isForAlone(Extensions extensions, Identifier identifier) {
        try {
            GeneralName[] names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName) == null
                    ? new GeneralName[0]
                    : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName)
                            .getNames();
            return names.length == 1 && isOf(names[0], identifier);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOf(GeneralName name, Identifier identifier) {
        return identifier.type() == Identifier.Type.DNS
                ? name.getTagNo() == GeneralName.dNSName
                        && name.getName().toString().equalsIgnoreCase(identifier.value())
                : name.equals(identifier.toGeneralName());
    }

    private static byte[] digest(Extension extension) {
        try {
            ASN1Primitive value =
                    ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
            return value instanceof ASN1OctetString octets ? octets.getOctets() : new byte[0];
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static NotShownException wrong(String detail) {
        return NotShownException.forNow(AcmeProblemType.UNAUTHORIZED, detail);
    }
}
