package org.httpca.signer;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.envelope.Identity;
import org.httpca.order.Administrators;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.policy.OwnKeys;

/** The public keys of the installation that a signer knows: its issuers and those above, messaging, administrators. */
final class CaKeys {
    private CaKeys() {}

    static OwnKeys of(Issuers issuers, Identity identity, X509Certificate messagingCa, Administrators administrators) {
        Map<String, String> owners = new HashMap<>();
        administrators.keyDigests().forEach((name, digest) -> owners.put(digest, "an administrator"));
        for (X509Certificate certificate : identity.chain()) {
            owners.put(digest(certificate), "this installation's messaging");
        }
        owners.put(digest(messagingCa), "this installation's messaging");
        for (Issuer issuer : issuers.all()) {
            owners.put(digest(issuer.certificate().getSubjectPublicKeyInfo()), "the CA '" + issuer.name() + "'");
            List<X509CertificateHolder> above = issuer.above();
            above.forEach(ca -> owners.put(digest(ca.getSubjectPublicKeyInfo()), "a CA above '" + issuer.name() + "'"));
        }
        return OwnKeys.of(owners);
    }

    private static String digest(X509Certificate certificate) {
        return digest(
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()));
    }

    private static String digest(SubjectPublicKeyInfo key) {
        return SubjectKey.of(key).sha256();
    }
}
