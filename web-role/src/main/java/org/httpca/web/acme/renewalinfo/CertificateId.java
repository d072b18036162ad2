package org.httpca.web.acme.renewalinfo;

import java.math.BigInteger;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Octets;

/**
 * A certificate as RFC 9773, section 4.1 names it: {@code base64url(AKI keyIdentifier) "." base64url(serialNumber)}, the serial as the contents of its
 * DER. Each certificate has one such name.
 */
record CertificateId(Octets keyIdentifier, BigInteger serial) {
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_SERIAL = 20; // RFC 5280, section 4.1.2.2

    /** Refused as malformed. */
    static CertificateId parse(String text) {
        int dot = text.indexOf('.');
        if (text.length() > MOST_CHARACTERS || dot < 0) {
            throw malformed();
        }
        byte[] keyIdentifier = JsonText.base64Url("The first half of a certificate's id", text.substring(0, dot));
        byte[] octets = JsonText.base64Url("The second half of a certificate's id", text.substring(dot + 1));
        if (keyIdentifier.length == 0 || octets.length == 0 || octets.length > MOST_SERIAL) {
            throw malformed();
        }
        BigInteger serial = new BigInteger(octets);
        if (serial.signum() <= 0 || serial.toByteArray().length != octets.length) {
            throw malformed();
        }
        return new CertificateId(Octets.of(keyIdentifier), serial);
    }

    private static AcmeRefusedException malformed() {
        return AcmeRefusedException.of(
                AcmeProblemType.MALFORMED,
                "A certificate's id is its authority key identifier and its serial number, each in base64url, with a dot between them"
                        + " (RFC 9773, section 4.1).");
    }
}
