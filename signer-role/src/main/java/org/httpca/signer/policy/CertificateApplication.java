package org.httpca.signer.policy;

import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.problem.Result;
import org.httpca.signer.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at (RFC 3647, section 4.4.1: certificate application).
 *
 * @param proof the command's proof, parsed and verified by this process
 * @param namedProfile the current profile of the name that the command gives; null if there is none
 * @param formerProfile what that was before it was read again; null if it has not changed since this process started
 * @param isKeyCompromised whether a certificate with this key was revoked for that; false if the proof does not hold
 * @param control what evidence of control over its names it has; null if it brings none, or the proof does not hold
 * @param renewal what is known of the certificate that it is to replace; null if it replaces none, or the proof does not hold
 */
record CertificateApplication(
        RequestCertificate command,
        Result<CertificationRequest> proof,
        @Nullable Profile namedProfile,
        @Nullable Profile formerProfile,
        boolean isKeyCompromised,
        @Nullable ControlClaim control,
        RenewalClaim.@Nullable Grounds renewal) {

    /** For the rules after {@link ProofOfPossession}. */
    CertificationRequest certificationRequest() {
        return proof.orElseThrow();
    }

    /** What it has to show for the certificate that it replaces, for the rules after {@link RenewalByHolder}; null if that is none. */
    @Nullable
    RenewalClaim renewalClaim() {
        return renewal == null ? null : RenewalClaim.of(renewal, profile());
    }

    /** For the rules after {@link ProfileKnown}. */
    Profile profile() {
        if (namedProfile == null) {
            throw new IllegalStateException("Only applications for a known profile come this far.");
        }
        return namedProfile;
    }
}
