package org.httpca.audit;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The heads of an instance's audit chains at one time, signed with the instance's identity. It travels to the web side:
 * rewriting the database does not rewrite what others have seen.
 */
public record AuditCheckpoint(String instance, long number, Instant at, List<AuditHead> heads) {

    private static final String TYP = "httpca-audit-checkpoint+jws";

    /** @return a compact JWS with the identity's certificate chain */
    public String sign(Identity identity) {
        ObjectNode json = MessageJson.mapper().createObjectNode();
        json.put("instance", instance).put("number", number).put("at", at.toString());
        ArrayNode array = json.putArray("heads");
        for (AuditHead head : heads) {
            array.addObject()
                    .put("chain", head.chain())
                    .put("sequence", head.sequence())
                    .put("hash", head.hash().base64());
        }
        return SignedStatements.sign(identity, TYP, MessageJson.mapper().writeValueAsString(json));
    }

    /** The checkpoint, if a signer of this installation signed it in its own name. */
    public static Result<AuditCheckpoint> verify(String jws, X509Certificate messagingCa, String installation) {
        return verify(jws, MessagingTrust.of(messagingCa), installation);
    }

    /** The same; also if the signer's identity was revoked or ended since: what it signed once stays evidence. */
    public static Result<AuditCheckpoint> verify(String jws, MessagingTrust trust, String installation) {
        return SignedStatements.verify(jws, TYP, trust, installation).flatMap(statement -> {
            try {
                AuditCheckpoint checkpoint = read(statement.payload());
                boolean own = statement.sender().role() == Role.SIGNER
                        && statement.sender().instance().equals(checkpoint.instance());
                return own
                        ? Result.passed(checkpoint)
                        : Result.refused(ProblemType.FORBIDDEN, "The checkpoint is signed in another's name.");
            } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
                return Result.refused(ProblemType.MALFORMED, "The checkpoint cannot be read.");
            }
        });
    }

    private static AuditCheckpoint read(String payload) {
        JsonNode json = MessageJson.mapper().readTree(payload);
        List<AuditHead> heads = new ArrayList<>();
        for (JsonNode head : json.path("heads")) {
            heads.add(new AuditHead(
                    head.path("chain").asString(""),
                    head.path("sequence").asLong(-1),
                    Octets.ofBase64(head.path("hash").asString(""))));
        }
        return new AuditCheckpoint(
                json.path("instance").asString(""),
                json.path("number").asLong(-1),
                Instant.parse(json.path("at").asString("")),
                List.copyOf(heads));
    }
}
