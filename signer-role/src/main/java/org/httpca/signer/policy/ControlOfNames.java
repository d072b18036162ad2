package org.httpca.signer.policy;

/** Who brings evidence of control over the names (RFC 8555, section 8) brings what holds, for each of them and for this CSR. */
final class ControlOfNames implements Rule {

    @Override
    public String name() {
        return "control-of-names";
    }

    @Override
    public boolean concerns(CertificateApplication application) {
        return application.control() != null;
    }

    @Override
    public Finding check(CertificateApplication application) {
        ControlClaim claim = application.control();
        if (claim == null) {
            throw new IllegalStateException("Only where evidence was brought is it asked.");
        }
        return claim.finding();
    }
}
