package org.httpca.acme.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.httpca.envelope.Identity;
import org.httpca.envelope.SignedStatements;
import org.httpca.envelope.StatementVerifier;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.Identifier;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That the holder of an account's key has shown control of a name. The worker that saw it signs it with its own identity.
 *
 * @param account the account's id, as the web side has it
 * @param thumbprint of the account's key (RFC 7638, SHA-256, base64url): what was found at the name says it, but for dns-persist-01
 * @param identifier what was shown; a wildcard name with its {@code *.}
 * @param method such as {@code http-01}
 * @param seen where it was found, line by line, for people
 * @param caa what the name's CAA records say (RFC 8659)
 * @param at when
 */
public record ControlShown(
        String account,
        String thumbprint,
        Identifier identifier,
        String method,
        List<String> seen,
        Caa caa,
        Instant at) {

    /** Whether there was a look at the CAA records. */
    public enum Caa {
        NOT_CHECKED("not-checked"),
        PERMITTED("permitted");

        private final String word;

        Caa(String word) {
            this.word = word;
        }

        private static Caa ofWord(String word) {
            return word.equals(PERMITTED.word) ? PERMITTED : NOT_CHECKED;
        }
    }

    private static final String TYP = "httpca-control-shown+jws";

    /** More is not one statement. */
    private static final int MOST_CHARACTERS = 16 * 1024;

    public ControlShown {
        seen = List.copyOf(seen);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether this text is such a statement by its form; nothing is said of whether it holds. */
    public static boolean isForm(String evidence) {
        return evidence.startsWith("ey"); // the base64 of a JSON object's beginning
    }

    /** @return a compact JWS with the identity's certificate chain */
    public String sign(Identity identity) {
        ObjectNode json = MessageJson.mapper().createObjectNode();
        json.put("account", account).put("thumbprint", thumbprint);
        json.putObject("identifier").put("type", identifier.type().wireName()).put("value", identifier.value());
        json.put("method", method).put("caa", caa.word).put("at", at.toString());
        ArrayNode lines = json.putArray("seen");
        seen.forEach(lines::add);
        return SignedStatements.sign(identity, TYP, MessageJson.mapper().writeValueAsString(json));
    }

    /**
     * The statement, if a worker of this installation signed it while its certificate was valid. That of a revoked identity is refused, whenever
     * it says that it was made: whoever has a stolen key writes any time.
     */
    public static Result<ControlShown> verify(String jws, StatementVerifier verifier) {
        if (jws.length() > MOST_CHARACTERS) {
            return Result.refused(ProblemType.MALFORMED, "The evidence is longer than " + MOST_CHARACTERS + ".");
        }
        return verifier.verify(jws, TYP).flatMap(statement -> {
            try {
                ControlShown shown = read(MessageJson.mapper().readTree(statement.payload()));
                return statement.sender().role() == Role.WORKER && statement.wasGoodAt(shown.at)
                        ? Result.passed(shown)
                        : Result.refused(
                                ProblemType.FORBIDDEN,
                                "The evidence was not signed by a worker whose identity was valid and is not revoked.");
            } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
                return Result.refused(ProblemType.MALFORMED, "The evidence cannot be read.");
            }
        });
    }

    private static ControlShown read(JsonNode json) {
        JsonNode identifier = json.path("identifier");
        List<String> seen = new ArrayList<>();
        json.path("seen").forEach(line -> seen.add(line.asString("")));
        return new ControlShown(
                json.path("account").asString(""),
                json.path("thumbprint").asString(""),
                new Identifier(
                        Identifier.Type.valueOf(
                                identifier.path("type").asString("").toUpperCase(Locale.ROOT)),
                        identifier.path("value").asString("")),
                json.path("method").asString(""),
                seen,
                Caa.ofWord(json.path("caa").asString("")),
                Instant.parse(json.path("at").asString("")));
    }
}
