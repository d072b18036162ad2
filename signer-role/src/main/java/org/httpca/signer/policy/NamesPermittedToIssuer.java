package org.httpca.signer.policy;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Identifier;
import org.httpca.problem.ProblemType;
import org.httpca.signer.issuer.NameConstraint;

/** Each name is one that the profile's issuer may issue for (RFC 5280, section 4.2.1.10): else nobody would believe the certificate. */
final class NamesPermittedToIssuer implements Rule {
    private final Function<String, Collection<X509CertificateHolder>> chains;

    /** @param chains the certificate of an issuer, by its short name, and those above it; empty for one that is not known here */
    NamesPermittedToIssuer(Function<String, Collection<X509CertificateHolder>> chains) {
        this.chains = chains;
    }

    @Override
    public String name() {
        return "names-permitted-to-issuer";
    }

    @Override
    public Finding check(CertificateApplication application) {
        String issuer = application.profile().issuer();
        Collection<X509CertificateHolder> chain = chains.apply(issuer);
        for (Identifier name : application.command().identifiers()) {
            Optional<String> refusing = NameConstraint.refusing(chain, name);
            if (refusing.isPresent()) {
                return Finding.reject(
                        ProblemType.REJECTED_IDENTIFIER,
                        "The CA '" + issuer + "' of profile '"
                                + application.profile().name() + "' may not issue for '" + name
                                + "': the name constraints of " + refusing.get() + " do not permit it.");
            }
        }
        return Finding.pass(
                chain.isEmpty()
                        ? "What the CA '" + issuer + "' may issue for is not known here."
                        : "The CA '" + issuer + "' may issue for every name.");
    }
}
