package org.httpca.worker.validate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Printable;
import org.httpca.pki.Sha256;

/** {@code dns-01} (RFC 8555, section 8.4), and {@code dns-account-01}, which differs in the label alone. */
final class Dns01 implements Method {
    private final Texts texts;
    private final Function<Check, String> label;

    /** @param label what stands before the name */
    Dns01(Texts texts, Function<Check, String> label) {
        this.texts = texts;
        this.label = label;
    }

    @Override
    public Seen look(Check check, Deadline deadline) {
        String name = label.apply(check) + "." + check.base();
        String digest = JsonText.base64Url(Sha256.of(check.keyAuthorization().getBytes(StandardCharsets.US_ASCII)));
        Texts.Found found = texts.at(name, deadline);
        if (found.texts().contains(digest)) {
            return new Seen(List.of(found.where() + " TXT " + digest));
        }
        throw NotShownException.forNow(
                AcmeProblemType.UNAUTHORIZED,
                found.texts().isEmpty()
                        ? "There is no TXT record at " + found.where() + "; '" + digest + "' should be in one."
                        : "None of the " + found.texts().size() + " TXT record(s) at " + found.where() + " is '"
                                + digest + "'; one is '"
                                + Printable.text(found.texts().get(0), 120) + "'.");
    }
}
