package org.httpca.lint;

import org.httpca.pki.Octets;

/**
 * The permission to sign one certificate. Only {@link Linter} makes it, only for what passed, and it is good for one
 * signature: the bytes that were linted are the bytes that are signed.
 */
public final class IssuancePermit {
    private final Permit<byte[]> permit;

    IssuancePermit(byte[] toBeSigned, byte[] issuerPublicKey) {
        this.permit = new Permit<>(toBeSigned.clone(), Octets.of(toBeSigned).sha256(), issuerPublicKey);
    }

    /**
     * The DER of the TBSCertificate, to be signed as it is.
     *
     * @throws IllegalStateException when it was redeemed before
     */
    public byte[] redeem() {
        return permit.redeem();
    }

    /** SHA-256 over the DER of the TBSCertificate; for logs, redeems nothing. */
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
