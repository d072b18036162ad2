package org.httpca.acme.jws;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** How accounts sign (RFC 7518, section 3.1; RFC 8037). Each kind of key has one algorithm. */
enum SignatureAlgorithm {
    ES256("ES256", X9ObjectIdentifiers.ecdsa_with_SHA256, 64),
    ES384("ES384", X9ObjectIdentifiers.ecdsa_with_SHA384, 96),
    ES512("ES512", X9ObjectIdentifiers.ecdsa_with_SHA512, 132),
    RS256("RS256", PKCSObjectIdentifiers.sha256WithRSAEncryption, 0),
    EDDSA("EdDSA", EdECObjectIdentifiers.id_Ed25519, 64);

    private final String jwa;
    private final ASN1ObjectIdentifier oid;
    private final int octets;

    SignatureAlgorithm(String jwa, ASN1ObjectIdentifier oid, int octets) {
        this.jwa = jwa;
        this.oid = oid;
        this.octets = octets;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SignatureAlgorithm::jwa).toList();
    }

    String jwa() {
        return jwa;
    }

    /** Of a signature; 0 where the key says. */
    int octets() {
        return octets;
    }

    boolean isEcdsa() {
        return this == ES256 || this == ES384 || this == ES512;
    }

    AlgorithmIdentifier identifier() {
        return this == RS256 ? new AlgorithmIdentifier(oid, DERNull.INSTANCE) : new AlgorithmIdentifier(oid);
    }
}
