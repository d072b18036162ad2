package org.httpca.worker.validate;

import java.util.List;
import java.util.Map;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Identifier;
import org.httpca.worker.validate.Method.Seen;

/** Which method shows what. It is decided here again: a row of the web role's says nothing. */
final class Methods {
    private static final List<String> FOR_ADDRESSES = List.of("http-01", "tls-alpn-01");
    private static final List<String> FOR_WILDCARDS = List.of("dns-01", "dns-account-01", "dns-persist-01");

    private final Map<String, Method> all;

    Methods(Map<String, Method> all) {
        this.all = Map.copyOf(all);
    }

    Seen look(Check check, Deadline deadline) throws InterruptedException {
        check.requireSound();
        Method method = all.get(check.type());
        if (method == null || !shows(check.type(), check.identifier())) {
            throw NotShownException.last(
                    AcmeProblemType.MALFORMED,
                    "Control of " + check.identifier() + " is not checked by " + check.type() + " here.");
        }
        return method.look(check, deadline);
    }

    /** RFC 8555, section 8; RFC 8738, section 4. */
    private static boolean shows(String type, Identifier identifier) {
        if (identifier.type() == Identifier.Type.IP) {
            return FOR_ADDRESSES.contains(type);
        }
        return !identifier.wildcard() || FOR_WILDCARDS.contains(type);
    }
}
