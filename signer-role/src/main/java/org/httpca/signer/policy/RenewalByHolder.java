package org.httpca.signer.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a certificate to be replaced has its key, if that is claimed (RFC 3647, sections 4.6.2 and 4.7.2: who may request renewal and
 * re-key). The old certificate is this signer's and good, and the new one has none but its names.
 */
final class RenewalByHolder implements Rule {

    @Override
    public String name() {
        return "renewal";
    }

    @Override
    public boolean concerns(CertificateApplication application) {
        return application.renewal() != null;
    }

    @Override
    public Finding check(CertificateApplication application) {
        RenewalClaim.@Nullable Grounds grounds = application.renewal();
        if (grounds == null) {
            throw new IllegalStateException("Only of a renewal is it asked.");
        }
        return RenewalClaim.of(grounds, application.profile()).finding();
    }
}
