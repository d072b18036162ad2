package org.httpca.web.page;

import org.httpca.web.certificate.RevocationView;
import org.jspecify.annotations.Nullable;

/**
 * What its page says of a certificate that is revoked or on hold, or about to be.
 *
 * @param tone "revoked", "hold" or "wanted"
 * @param reason the name that RFC 5280 gives it
 * @param since null where it is only wanted
 * @param wanted the reason of what was asked for and has no answer yet
 */
record Revoked(
        String tone,
        String reason,
        @Nullable Moment since,
        @Nullable String wanted) {

    /** Null for a good one of which nothing is wanted. */
    static @Nullable Revoked of(RevocationView view) {
        String wanted = view.wanted() == null ? null : view.wanted().reason().label();
        if (view.reason() != null) {
            return new Revoked(
                    view.isOnHold() ? "hold" : "revoked",
                    view.reason().label(),
                    view.at() == null ? null : new Moment(view.at()),
                    wanted);
        }
        return wanted == null ? null : new Revoked("wanted", wanted, null, wanted);
    }
}
