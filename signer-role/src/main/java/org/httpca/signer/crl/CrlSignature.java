package org.httpca.signer.crl;

import java.security.cert.CertificateException;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.pki.Crypto;

/** Whether a CRL is what it says. */
final class CrlSignature {

    private CrlSignature() {}

    /** Whether this issuer's key signed the CRL, and the CRL says so. */
    static boolean holds(X509CRLHolder crl, X509CertificateHolder issuer) {
        try {
            return crl.getIssuer().equals(issuer.getSubject())
                    && crl.isSignatureValid(new JcaContentVerifierProviderBuilder()
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(issuer));
        } catch (CertException | OperatorCreationException | CertificateException e) {
            return false;
        }
    }
}
