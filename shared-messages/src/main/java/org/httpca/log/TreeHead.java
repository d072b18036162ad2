package org.httpca.log;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.SignedStatements;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How long the log was at one time, and the root over all of it. A signer signs it with its own identity, under the messaging CA: whoever
 * has that CA's certificate can check it.
 *
 * @param size entries
 * @param root see {@link Frontier#root()}
 * @param at when it was signed
 */
public record TreeHead(long size, Octets root, Instant at) {
    /** Its name among the heads of a checkpoint of the audit log. */
    public static final String CHAIN = "log";

    private static final String TYP = "httpca-tree-head+jws";
    private static final int HASH = 32;

    /** @return a compact JWS with the identity's certificate chain; its payload is JSON with {@code size}, {@code root} (hexadecimal) and {@code at} */
    public String sign(Identity identity) {
        return SignedStatements.sign(
                identity,
                TYP,
                MessageJson.mapper()
                        .createObjectNode()
                        .put("size", size)
                        .put("root", root.hex())
                        .put("at", at.truncatedTo(ChronoUnit.MICROS).toString())
                        .toString());
    }

    /** The head, if a signer of this installation signed it. */
    public static Result<TreeHead> verify(String jws, X509Certificate messagingCa, String installation) {
        return verify(jws, MessagingTrust.of(messagingCa), installation);
    }

    /** The same; also if the signer's identity was revoked or ended since: what it signed once stays evidence. */
    public static Result<TreeHead> verify(String jws, MessagingTrust trust, String installation) {
        return SignedStatements.verify(jws, TYP, trust, installation).flatMap(statement -> {
            if (statement.sender().role() != Role.SIGNER) {
                return Result.refused(ProblemType.FORBIDDEN, "No signer signed this tree head.");
            }
            try {
                JsonNode json = MessageJson.mapper().readTree(statement.payload());
                TreeHead head = new TreeHead(
                        json.path("size").asLong(-1),
                        Octets.ofHex(json.path("root").asString("")),
                        Instant.parse(json.path("at").asString("")));
                if (head.size >= 0 && head.root.length() == HASH) {
                    return Result.passed(head);
                }
            } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
                // as below
            }
            return Result.refused(ProblemType.MALFORMED, "The tree head cannot be read.");
        });
    }
}
