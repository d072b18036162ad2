package org.httpca.web.certificate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate came after, and what came after it.
 *
 * @param replaces null if it was not issued to replace one
 * @param replacedBy what was issued to replace it, oldest first; the first ten
 */
public record ReplacementView(@Nullable Place replaces, List<Place> replacedBy) {

    public static final ReplacementView NONE = new ReplacementView(null, List.of());

    public ReplacementView {
        replacedBy = List.copyOf(replacedBy);
    }

    /** A certificate by its issuer's short name and its number. */
    public record Place(String issuer, String serial) {

        /** Under which it is found whoever else uses the number. */
        public String path() {
            return "/certificates/" + issuer + ":" + serial;
        }
    }
}
