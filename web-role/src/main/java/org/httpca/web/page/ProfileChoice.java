package org.httpca.web.page;

import java.util.Objects;
import org.httpca.message.PublishedProfile;

/**
 * A profile that the form offers.
 *
 * @param days how long its certificates are valid, in whole days, one at least
 * @param approvals how many administrators must agree where policy asks
 */
record ProfileChoice(String name, String title, long days, int approvals) {

    static ProfileChoice of(PublishedProfile profile) {
        return new ProfileChoice(
                profile.name(),
                Objects.requireNonNullElse(Shown.line(profile.title()), profile.name()),
                Math.max(1, profile.validitySeconds() / 86_400),
                profile.approvals());
    }
}
