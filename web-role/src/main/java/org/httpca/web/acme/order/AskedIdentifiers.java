package org.httpca.web.acme.order;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblem.Subproblem;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;
import org.httpca.pki.Printable;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The names of a new order (RFC 8555, section 7.4): DNS names, wildcard names, IP addresses (RFC 8738). Each bad one is told of. */
final class AskedIdentifiers {
    /** As most public CAs have it. */
    static final int MOST = 100;

    private static final int SHOWN = 253;

    private AskedIdentifiers() {}

    /**
     * Canonical, sorted, each once.
     *
     * @param profile the one that the order is for; null before the signer has published any
     */
    static List<Identifier> read(JsonNode payload, @Nullable PublishedProfile profile) {
        JsonNode asked = payload.get("identifiers");
        if (asked == null || !asked.isArray() || asked.isEmpty()) {
            throw malformed("'identifiers' is an array of at least one object.");
        }
        if (asked.size() > MOST) {
            throw malformed("An order may have " + MOST + " identifiers at most. Make several orders.");
        }
        TreeSet<Identifier> names = new TreeSet<>();
        List<Subproblem> bad = new ArrayList<>();
        for (JsonNode each : asked) {
            if (!each.isObject()) {
                throw malformed("'identifiers' is an array of objects.");
            }
            String kind = JsonText.requiredText(each, "type");
            String value = JsonText.requiredText(each, "value");
            Subproblem problem = read(kind, value, profile, names);
            if (problem != null) {
                bad.add(problem);
            }
        }
        if (bad.isEmpty()) {
            return List.copyOf(names);
        }
        AcmeProblemType type = bad.stream().allMatch(one -> one.type() == AcmeProblemType.UNSUPPORTED_IDENTIFIER)
                ? AcmeProblemType.UNSUPPORTED_IDENTIFIER
                : AcmeProblemType.REJECTED_IDENTIFIER;
        String detail = bad.size() == 1 ? bad.get(0).detail() : bad.size() + " of the identifiers are not taken.";
        throw AcmeRefusedException.of(type, detail, bad);
    }

    private static @Nullable Subproblem read(
            String kind, String value, @Nullable PublishedProfile profile, TreeSet<Identifier> names) {
        Result<Identifier> read = switch (kind) {
            case "dns" -> Identifier.dns(value);
            case "ip" -> Identifier.ip(value);
            default -> null;
        };
        if (read == null) {
            return subproblem(
                    AcmeProblemType.UNSUPPORTED_IDENTIFIER, "Identifiers are of type dns or ip.", kind, value);
        }
        if (read instanceof Result.Refused<Identifier> refused) {
            return subproblem(
                    AcmeProblemType.REJECTED_IDENTIFIER, refused.problem().detail(), kind, value);
        }
        Identifier identifier = read.orElseThrow();
        Problem refusal = profile == null || profile.names().isEmpty()
                ? null
                : NameKind.refusal(profile.name(), profile.names(), List.of(identifier));
        if (refusal != null) {
            return subproblem(AcmeProblemType.REJECTED_IDENTIFIER, refusal.detail(), kind, value);
        }
        names.add(identifier);
        return null;
    }

    private static Subproblem subproblem(AcmeProblemType type, String detail, String kind, String value) {
        return new Subproblem(type, detail, Printable.text(kind, SHOWN), Printable.text(value, SHOWN));
    }

    private static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
