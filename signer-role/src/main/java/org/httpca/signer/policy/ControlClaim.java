package org.httpca.signer.policy;

import java.util.List;
import org.httpca.signer.profile.Profile;

/**
 * What evidence of control a request has brought. Where some is brought everything must be right.
 *
 * @param finding for the administrators, or the refusal
 * @param methods by which control of its names was shown; empty where it was not
 */
record ControlClaim(Finding finding, List<String> methods) {
    ControlClaim {
        methods = List.copyOf(methods);
    }

    /** Whether the profile asks nobody where control was shown so. */
    boolean clears(Profile profile) {
        return !methods.isEmpty() && profile.evidence().containsAll(methods);
    }
}
