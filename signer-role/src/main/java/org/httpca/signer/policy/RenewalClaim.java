package org.httpca.signer.policy;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Printable;
import org.httpca.pki.RenewalProof;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What a request that is to replace a certificate has to show for it. The web side's word is enough to write down what it replaces, and
 * for nothing more: what counts is a proof by the certificate's key, and the certificate as this signer has issued it. Where a proof is
 * claimed everything must be right; where none is, the request is like any other.
 *
 * @param finding for the administrators, and the refusal
 * @param isProven whether the holder's key has signed for this request to renew this certificate
 * @param namesAll whether the names asked for are those of the certificate, all of them
 * @param clears whether the profile may have it signed without approval
 */
record RenewalClaim(Finding finding, boolean isProven, boolean namesAll, boolean clears) {

    /**
     * What it is judged by.
     *
     * @param request the command's own PKCS#10
     * @param proof of the holder's key, as it was read; null where the request itself is to be one
     * @param certificate null if this signer does not know it
     * @param isKeyCompromised whether the certificate's key was
     */
    record Grounds(
            RequestCertificate command,
            CertificationRequest request,
            @Nullable Result<CertificationRequest> proof,
            @Nullable Replaced certificate,
            boolean isKeyCompromised) {

        boolean claimsAProof() {
            return proof != null || RenewalProof.isClaimedBy(request);
        }
    }

    static RenewalClaim of(Grounds grounds, Profile profile) {
        Replaced certificate = grounds.certificate();
        if (!grounds.claimsAProof()) {
            return unproven(grounds.command(), certificate);
        }
        if (certificate == null) {
            return refused(
                    ProblemType.NOT_FOUND,
                    "The signer knows no certificate " + name(grounds.command()) + ", which this is to renew.");
        }
        Problem problem = refusal(grounds, certificate, profile);
        return problem == null
                ? proven(grounds.command(), certificate, profile)
                : new RenewalClaim(Finding.reject(problem), false, false, false);
    }

    private static @Nullable Problem refusal(Grounds grounds, Replaced certificate, Profile profile) {
        if (grounds.proof() instanceof Result.Refused<CertificationRequest> unreadable) {
            return unreadable.problem();
        }
        Result<CertificationRequest> shown = RenewalProof.check(
                certificate.serial(),
                certificate.keySha256(),
                grounds.request(),
                grounds.proof() == null ? null : grounds.proof().orElseThrow());
        if (shown instanceof Result.Refused<CertificationRequest> refused) {
            return refused.problem();
        }
        if (grounds.isKeyCompromised()) {
            return CompromisedKeys.PROBLEM;
        }
        RevocationReason revoked = certificate.revoked();
        if (revoked != null) {
            return new Problem(
                    ProblemType.NOT_RENEWABLE,
                    revoked == RevocationReason.CERTIFICATE_HOLD
                            ? "The certificate is on hold. Ask again when it is released."
                            : "The certificate is revoked: " + revoked.label() + ".");
        }
        if (certificate.ended().compareTo(profile.renewal().grace()) > 0) {
            return new Problem(
                    ProblemType.NOT_RENEWABLE,
                    "The certificate has ended" + grace(profile.renewal().grace()) + ".");
        }
        if (certificate.requestUsed()) {
            return new Problem(
                    ProblemType.CONFLICT,
                    "This PKCS#10 has renewed the certificate before. Make a new one; where the key signs the same text alike,"
                            + " with a word in its subject's OU.");
        }
        return widened(grounds.command(), certificate);
    }

    private static @Nullable Problem widened(RequestCertificate command, Replaced certificate) {
        Set<String> more = names(command).stream()
                .filter(name -> !certificate.names().contains(name))
                .collect(Collectors.toSet());
        return more.isEmpty()
                ? null
                : new Problem(
                        ProblemType.REJECTED_IDENTIFIER,
                        "The certificate does not have the name '"
                                + more.iterator().next()
                                + "'. A renewal may have fewer names and no others; submit an ordinary request for more.");
    }

    private static RenewalClaim proven(RequestCertificate command, Replaced certificate, Profile profile) {
        String shown = "The holder of " + certificate.name() + " proved it with the certificate's key";
        boolean all = names(command).equals(certificate.names());
        if (!profile.name().equals(certificate.profile())) {
            String other = certificate.profile() == null
                    ? "; what profile it was issued by is not known any more"
                    : "; it was issued by profile '" + Printable.text(certificate.profile(), 60) + "'";
            return new RenewalClaim(Finding.pass(shown + other + "."), true, all, false);
        }
        return certificate.requestedBefore()
                ? new RenewalClaim(
                        Finding.pass(shown + ", which has been renewed, or asked to be, before."), true, all, false)
                : new RenewalClaim(
                        Finding.pass(shown + "."), true, all, profile.renewal().byHolder());
    }

    /** ACME's clients name what they replace (RFC 9773, section 5) whatever became of it: that refuses nothing. */
    private static RenewalClaim unproven(RequestCertificate command, @Nullable Replaced certificate) {
        String which = command.door().equals(RequestCertificate.MUTUAL_TLS)
                ? "The web side says that the holder of " + name(command)
                        + " asked, by mutual TLS; this signer saw no proof"
                : "It is to replace " + name(command) + "; nothing shows that its holder asks";
        return new RenewalClaim(Finding.pass(which + state(certificate) + "."), false, false, false);
    }

    private static String state(@Nullable Replaced certificate) {
        if (certificate == null) {
            return ". That certificate is not known here";
        }
        RevocationReason revoked = certificate.revoked();
        if (revoked != null) {
            return ". That certificate is revoked or on hold: " + revoked.label();
        }
        return certificate.ended().compareTo(Duration.ZERO) > 0 ? ". That certificate has ended" : "";
    }

    private static RenewalClaim refused(ProblemType type, String detail) {
        return new RenewalClaim(Finding.reject(type, detail), false, false, false);
    }

    private static String grace(Duration grace) {
        return grace.isZero() ? "" : ", longer ago than the " + grace.toHours() + " hours that its profile allows";
    }

    private static Set<String> names(RequestCertificate command) {
        return command.identifiers().stream().map(Identifier::value).collect(Collectors.toSet());
    }

    private static String name(RequestCertificate command) {
        return "certificate " + Printable.text(String.valueOf(command.replaces()), 120);
    }
}
