package org.httpca.signer.certificate;

import static org.httpca.signer.clearance.FieldMac.utf8;

import java.util.UUID;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.httpca.pki.SerialNumbers;
import org.httpca.signer.clearance.FieldMac;

/**
 * HMAC-SHA-256 (RFC 2104) over a request's id, the issuer and the TBSCertificate that was written down for it, with the
 * clearance key, which only the signer's keystore holds: octets that someone else put into the table are never signed. The
 * label keeps it apart from what else that key authenticates.
 */
public final class IntentMac {
    private static final String LABEL = "httpca intent v1";

    private final FieldMac mac;

    public IntentMac(FieldMac mac) {
        this.mac = mac;
    }

    /** What is to be written down, sealed. */
    public StoredIntent seal(UUID requestId, String issuer, String serial, byte[] tbs) {
        return new StoredIntent(requestId, issuer, serial, tbs, of(requestId, issuer, tbs));
    }

    /** Whether this signer wrote this down for that request, and the serial beside it is the one in it. */
    public boolean holds(StoredIntent intent) {
        return mac.holds(intent.mac(), LABEL, fields(intent.requestId(), intent.issuer(), intent.tbs()))
                && intent.serial().equals(serial(intent.tbs()));
    }

    private static String serial(byte[] tbs) {
        return SerialNumbers.hex(
                TBSCertificate.getInstance(tbs).getSerialNumber().getValue());
    }

    private byte[] of(UUID requestId, String issuer, byte[] tbs) {
        return mac.of(LABEL, fields(requestId, issuer, tbs));
    }

    private static byte[][] fields(UUID requestId, String issuer, byte[] tbs) {
        return new byte[][] {utf8(requestId.toString()), utf8(issuer), tbs};
    }
}
