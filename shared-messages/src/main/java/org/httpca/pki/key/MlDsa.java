package org.httpca.pki.key;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets of ML-DSA (FIPS 204, table 2). Key and signature of a set have the same identifier, without parameters (RFC
 * 9881, section 2); what is signed is signed as it is, with an empty context: HashML-DSA is none of these.
 */
public enum MlDsa {
    ML_DSA_44(NISTObjectIdentifiers.id_ml_dsa_44, 1312, 2420),
    ML_DSA_65(NISTObjectIdentifiers.id_ml_dsa_65, 1952, 3309),
    ML_DSA_87(NISTObjectIdentifiers.id_ml_dsa_87, 2592, 4627);

    /** The public key's seed of its matrix A (FIPS 204, algorithm 22). */
    private static final int SEED_OCTETS = 32;

    private final ASN1ObjectIdentifier id;
    private final int publicKeyOctets;
    private final int signatureOctets;

    MlDsa(ASN1ObjectIdentifier id, int publicKeyOctets, int signatureOctets) {
        this.id = id;
        this.publicKeyOctets = publicKeyOctets;
        this.signatureOctets = signatureOctets;
    }

    /** The set of this identifier, of a key or of a signature; null if it is of something else. */
    public static @Nullable MlDsa of(ASN1ObjectIdentifier id) {
        for (MlDsa set : values()) {
            if (set.id.equals(id)) {
                return set;
            }
        }
        return null;
    }

    public ASN1ObjectIdentifier id() {
        return id;
    }

    /** As FIPS 204 writes it, and as the providers do: {@code ML-DSA-65}. */
    public String label() {
        return name().replace('_', '-');
    }

    public int publicKeyOctets() {
        return publicKeyOctets;
    }

    public int signatureOctets() {
        return signatureOctets;
    }

    /** Are these the octets of a public key? Each coefficient of t1 has ten bits and may be any number of ten bits. */
    public boolean isPublicKey(byte[] octets) {
        return octets.length == publicKeyOctets;
    }

    /**
     * Is t1 zero? What is verified is then A·z alone (FIPS 204, algorithm 8, line 9), without the challenge, so that whoever takes
     * a short z can compute a signature for any message.
     */
    static boolean isZero(byte[] octets) {
        for (int at = SEED_OCTETS; at < octets.length; at++) {
            if (octets[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
