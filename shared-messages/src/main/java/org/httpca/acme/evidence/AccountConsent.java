package org.httpca.acme.evidence;

import java.nio.charset.StandardCharsets;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That an account's key wants a certificate for this CSR: the signed request to finalize (RFC 8555, section 7.4) as the client sent it, with the
 * key beside it. So evidence of control is of use to the key alone that showed it, whatever the web side says.
 *
 * @param thumbprint of the key that signed (RFC 7638, SHA-256, base64url)
 * @param csr DER
 */
public record AccountConsent(String thumbprint, Octets csr) {

    /** Whether this text is such a word by its form; nothing is said of whether it holds. */
    public static boolean isForm(String evidence) {
        return evidence.startsWith("{");
    }

    /** As it travels among a command's evidence: a flattened JWS (RFC 7515, section 7.2.2), with the key in its unprotected header. */
    public static String evidence(AccountKey key, FlattenedJws finalize) {
        ObjectNode json = MessageJson.mapper().createObjectNode();
        String input = new String(finalize.signingInput().toArray(), StandardCharsets.US_ASCII);
        int dot = input.indexOf('.');
        json.put("protected", input.substring(0, dot)).put("payload", input.substring(dot + 1));
        json.put("signature", JsonText.base64Url(finalize.signature().toArray()));
        json.putObject("header").set("jwk", MessageJson.mapper().readTree(key.json()));
        return MessageJson.mapper().writeValueAsString(json);
    }

    /** The word, if the key that is named with it signed it, for finalizing an order. */
    public static Result<AccountConsent> verify(String evidence) {
        try {
            ObjectNode json = (ObjectNode) JsonText.object("The evidence", evidence);
            JsonNode header = json.path("header");
            json.remove("header");
            AccountKey key = AccountKey.of(header.path("jwk"));
            FlattenedJws finalize = FlattenedJws.read(json);
            key.verify(finalize);
            if (!finalize.header().url().endsWith("/finalize")) {
                return Result.refused(
                        ProblemType.FORBIDDEN, "The account's key signed something else than a finalize.");
            }
            Octets csr = Octets.of(JsonText.base64Url("'csr'", JsonText.requiredText(finalize.object(), "csr")));
            return Result.passed(new AccountConsent(key.thumbprint(), csr));
        } catch (AcmeRefusedException e) {
            return Result.refused(ProblemType.FORBIDDEN, "The account's word does not hold: " + e.getMessage());
        }
    }
}
