package org.httpca.lint;

import org.httpca.pki.LongOctets;

/**
 * The permission to sign one CRL. Only {@link Linter} makes it, only for what passed, and it is good for one
 * signature: the bytes that were linted are the bytes that are signed.
 */
public final class CrlPermit {
    private final Permit<LongOctets> permit;

    CrlPermit(LongOctets toBeSigned, byte[] issuerPublicKey) {
        this.permit = new Permit<>(toBeSigned, toBeSigned.sha256(), issuerPublicKey);
    }

    /**
     * The DER of the TBSCertList, to be signed as it is.
     *
     * @throws IllegalStateException when it was redeemed before
     */
    public LongOctets redeem() {
        return permit.redeem();
    }

    /** SHA-256 over the DER of the TBSCertList; for logs, redeems nothing. */
    public byte[] sha256() {
        return permit.sha256();
    }

    /** The DER of the SubjectPublicKeyInfo whose private key may sign: the issuer's, or a root's own. */
    public byte[] issuerPublicKey() {
        return permit.issuerPublicKey();
    }

    /** Whether the permit is for signing with the private key of this public key (DER of a SubjectPublicKeyInfo). */
    public boolean isFor(byte[] publicKey) {
        return permit.isFor(publicKey);
    }
}
