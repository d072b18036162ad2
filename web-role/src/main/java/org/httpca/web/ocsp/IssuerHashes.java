package org.httpca.web.ocsp;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;

/** The issuer's name and key as clients name them in a CertID (RFC 6960, section 4.1.1), by each of the hashes that they may use. */
final class IssuerHashes {
    /** By the contents of their OBJECT IDENTIFIERs. */
    private static final Map<Octets, String> ALGORITHMS = Map.of(
            Octets.ofHex("2b0e03021a"), "SHA-1",
            Octets.ofHex("608648016503040201"), "SHA-256",
            Octets.ofHex("608648016503040202"), "SHA-384",
            Octets.ofHex("608648016503040203"), "SHA-512");

    private final Map<Octets, Hashes> hashes = new HashMap<>();

    private record Hashes(Octets name, Octets key) {}

    private IssuerHashes(byte[] name, byte[] key) {
        ALGORITHMS.forEach((oid, algorithm) ->
                hashes.put(oid, new Hashes(Octets.of(digest(algorithm, name)), Octets.of(digest(algorithm, key)))));
    }

    static IssuerHashes of(X509CertificateHolder issuer) {
        try {
            return new IssuerHashes(
                    issuer.getSubject().getEncoded(ASN1Encoding.DER),
                    issuer.getSubjectPublicKeyInfo().getPublicKeyData().getBytes());
        } catch (IOException e) {
            throw new IllegalStateException("An issuer's certificate cannot be encoded.", e);
        }
    }

    /** False for a hash that is not known, too. */
    boolean areOf(OcspRequest.CertId id) {
        Hashes own = hashes.get(id.hash());
        return own != null && own.name().equals(id.issuerName()) && own.key().equals(id.issuerKey());
    }

    static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }
}
