package org.httpca.signer.policy;

import java.util.List;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Identifier;
import org.httpca.signer.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Who decides (RFC 3647, section 4.4.2.2: approval or rejection of certificate applications): administrators, unless the profile
 * asks for none, signs all of these names by itself, leaves renewal to the holders of its certificates, or the signer was told that the
 * names are the installation's own.
 */
final class ApprovalRequired implements Rule {

    @Override
    public String name() {
        return "approval-required";
    }

    @Override
    public Finding check(CertificateApplication application) {
        Profile profile = application.profile();
        if (isOfOwnWebRole(application.command(), profile)) {
            return Finding.pass("It is for the HTTPS of the installation's own web role (httpca.policy.own-names).");
        }
        String hash = application.command().profileHash();
        if (hash != null && !hash.equals(profile.hash()) && !askedNobody(application.formerProfile(), application)) {
            return Finding.hold("The request was made for another version of profile '" + profile.name()
                    + "' than the one here; " + approvals(Math.max(1, profile.approvals())));
        }
        if (profile.approvals() == 0) {
            return Finding.pass("Profile '" + profile.name() + "' asks for no approval.");
        }
        if (signsByItself(profile, application.command().identifiers())) {
            return Finding.pass("Profile '" + profile.name() + "' signs these names without approval.");
        }
        RenewalClaim renewal = application.renewalClaim();
        if (renewal != null && renewal.clears()) {
            return Finding.pass("Profile '" + profile.name() + "' leaves renewal to the holder of the certificate.");
        }
        ControlClaim control = application.control();
        if (control != null && control.clears(profile)) {
            return Finding.pass("Profile '" + profile.name() + "' asks nobody where control of every name was shown by "
                    + String.join(", ", control.methods()) + ".");
        }
        return Finding.hold("Profile '" + profile.name() + "': " + approvals(profile.approvals()));
    }

    /**
     * The door is the web side's word and protects nothing by itself: it keeps users of an honest web role from its names. What
     * a stolen one can get by this is in the names alone. The version of the profile is no matter: nobody chose it, and the
     * names stand in this signer's own settings.
     */
    private static boolean isOfOwnWebRole(RequestCertificate command, Profile profile) {
        return command.door().equals(RequestCertificate.OWN_HTTPS)
                && !command.identifiers().isEmpty()
                && profile.ownNames().containsAll(command.identifiers());
    }

    /** Made for the version before: if that one would have signed it too, nobody's approval is gone around. */
    private static boolean askedNobody(@Nullable Profile former, CertificateApplication application) {
        RequestCertificate command = application.command();
        ControlClaim control = application.control();
        return former != null
                && former.hash().equals(command.profileHash())
                && (former.approvals() == 0
                        || signsByItself(former, command.identifiers())
                        || (control != null && control.clears(former)));
    }

    private static boolean signsByItself(Profile profile, List<Identifier> names) {
        return !names.isEmpty()
                && names.stream()
                        .allMatch(name -> profile.autosign().stream().anyMatch(pattern -> pattern.matches(name)));
    }

    private static String approvals(int number) {
        return number == 1 ? "an administrator must approve." : number + " administrators must approve.";
    }
}
