package org.httpca.web.page;

import java.util.List;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * What would be submitted, for a last look; nothing is stored yet.
 *
 * @param profile null where the signer has not published its profiles
 * @param requester "name <address>", whatever of it was given
 */
record CheckPage(
        CsrFacts csr,
        @Nullable ProfileChoice profile,
        @Nullable String requester,
        @Nullable String note,
        SubmissionForm form) {

    static CheckPage of(RequestView view, SubmissionForm form, List<ProfileChoice> profiles) {
        ProfileChoice profile = profiles.stream()
                .filter(one -> one.name().equals(view.profile()))
                .findFirst()
                .orElse(null);
        return new CheckPage(CsrFacts.of(view), profile, RequestPage.requester(view), Shown.lines(view.note()), form);
    }
}
