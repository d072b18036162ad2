package org.httpca.signer.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.httpca.pki.SerialNumbers;

/**
 * HMAC-SHA-256 (RFC 2104) over a request's id, the issuer and the TBSCertificate that was written down for it, with the
 * clearance key, which only the signer's keystore holds: octets that someone else put into the table are never signed. The
 * label keeps it apart from what else that key authenticates.
 */
public final class IntentMac {
    private static final String LABEL = "httpca intent v1";

    private final SecretKey key;

    public IntentMac(SecretKey clearanceKey) {
        this.key = clearanceKey;
    }

    /** What is to be written down, sealed. */
    public StoredIntent seal(UUID requestId, String issuer, String serial, byte[] tbs) {
        return new StoredIntent(requestId, issuer, serial, tbs, of(requestId, issuer, tbs));
    }

    /** Whether this signer wrote this down for that request, and the serial beside it is the one in it. */
    public boolean holds(StoredIntent intent) {
        return MessageDigest.isEqual(of(intent.requestId(), intent.issuer(), intent.tbs()), intent.mac())
                && intent.serial().equals(serial(intent.tbs()));
    }

    private static String serial(byte[] tbs) {
        return SerialNumbers.hex(
                TBSCertificate.getInstance(tbs).getSerialNumber().getValue());
    }

    private byte[] of(UUID requestId, String issuer, byte[] tbs) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            field(mac, LABEL.getBytes(StandardCharsets.UTF_8));
            field(mac, requestId.toString().getBytes(StandardCharsets.UTF_8));
            field(mac, issuer.getBytes(StandardCharsets.UTF_8));
            field(mac, tbs);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The clearance key cannot be used", e);
        }
    }

    /** Each field with its length before it, so that no two lists of fields are the same octets. */
    private static void field(Mac mac, byte[] octets) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).flip());
        mac.update(octets);
    }
}
