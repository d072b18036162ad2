package org.httpca.signer;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingTrust;
import org.httpca.order.Administrators;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.policy.OwnKeys;

/** The public keys of the installation that a signer knows: its issuers and those above, messaging, administrators. */
final class CaKeys {
    private static final String MESSAGING = "this installation's messaging";

    private CaKeys() {}

    static OwnKeys of(
            Issuers issuers,
            Supplier<Identity> identity,
            Supplier<MessagingTrust> trust,
            Supplier<Administrators> administrators) {
        Map<String, String> owners = new HashMap<>();
        for (Issuer issuer : issuers.all()) {
            owners.put(digest(issuer.certificate().getSubjectPublicKeyInfo()), "the CA '" + issuer.name() + "'");
            List<X509CertificateHolder> above = issuer.above();
            above.forEach(ca -> owners.put(digest(ca.getSubjectPublicKeyInfo()), "a CA above '" + issuer.name() + "'"));
        }
        return withPublic(
                owners,
                sha256 -> digest(identity.get().certificate()).equals(sha256)
                        || trust.get().certificates().stream()
                                .anyMatch(messagingCa -> digest(messagingCa).equals(sha256)),
                administrators);
    }

    /** Those that are known without opening a keystore. @param administrators those of now */
    static OwnKeys publicOnes(X509Certificate messagingCa, Supplier<Administrators> administrators) {
        return withPublic(new HashMap<>(), digest(messagingCa)::equals, administrators);
    }

    private static OwnKeys withPublic(
            Map<String, String> others, Predicate<String> messaging, Supplier<Administrators> administrators) {
        OwnKeys fixed = OwnKeys.of(others);
        return sha256 -> administrators.get().fingerprints().containsValue(sha256)
                ? "an administrator"
                : messaging.test(sha256) ? MESSAGING : fixed.ownerOf(sha256);
    }

    private static String digest(X509Certificate certificate) {
        return digest(
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()));
    }

    private static String digest(SubjectPublicKeyInfo key) {
        return SubjectKey.of(key).sha256();
    }
}
