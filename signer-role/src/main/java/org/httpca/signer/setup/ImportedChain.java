package org.httpca.signer.setup;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.Linter;
import org.httpca.lint.Severity;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.key.pkcs12.IssuingKeystore;

/** What a root that is elsewhere answered: the issuer's certificate, and those above it. */
final class ImportedChain {
    private static final int MOST_FINDINGS = 10;

    private ImportedChain() {}

    /** A name is for one key: a root that takes the place of another is called otherwise. */
    static String rootName(String issuer, IssuingKeystore before, X509CertificateHolder root) {
        boolean same = !before.above().isEmpty()
                && before.above().get(before.above().size() - 1).equals(root);
        return issuer.equals(Issuer.ISSUING) && (same || Stopgap.is(before.certificate()))
                ? Issuer.ROOT
                : CaNames.rootAbove(issuer);
    }

    /**
     * The chain of an answer, the issuer's certificate first.
     *
     * @param waiting the key that it must be of
     * @param pool what came, in any order
     * @param alternate whether it is beside the one that there is, and may leave out its root
     */
    static List<X509CertificateHolder> checked(
            IssuingKeystore waiting, List<X509CertificateHolder> pool, boolean alternate, Instant now) {
        X509CertificateHolder own = waiting.certificate();
        X509CertificateHolder first = pool.stream()
                .filter(each -> each.getSubjectPublicKeyInfo().equals(own.getSubjectPublicKeyInfo()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "None of these certificates is of this issuer's key. Nothing was changed."));
        try {
            List<X509CertificateHolder> chain = Chains.link(first, pool);
            Chains.check(chain);
            Chains.checkValid(chain, now);
            if (!alternate && (chain.size() < 2 || !Chains.isRoot(chain.get(chain.size() - 1)))) {
                throw new IllegalArgumentException(
                        "the chain does not end in a root's self-signed certificate: give all above it with --above");
            }
            if ((alternate || !Stopgap.is(own)) && !first.getSubject().equals(own.getSubject())) {
                throw new IllegalArgumentException("it is of '" + first.getSubject() + "', and this issuer is '"
                        + own.getSubject() + "': its CRLs would not be found any more");
            }
            return chain;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The certificate cannot be used: " + e.getMessage() + ". Nothing was changed.", e);
        }
    }

    /** A root of others keeps its own rules; whoever imports its certificates is to know what ours would say of them. */
    static List<String> findings(List<X509CertificateHolder> chain) {
        return Linter.standard().inspect(chain.get(0), chain.size() > 1 ? chain.get(1) : null).stream()
                .filter(finding -> finding.severity() != Severity.NOTICE)
                .limit(MOST_FINDINGS)
                .map(finding -> finding.lint() + ": " + finding.message())
                .toList();
    }
}
