package org.httpca.web.acme.account;

import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.jws.JwsHeader;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.exchange.SignedCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the inner JWS of a new account that is bound to what an operator knows (RFC 8555, section 7.3.4). */
class ExternalBinding {
    private final ExternalKeys keys;
    private final boolean required;

    ExternalBinding(ExternalKeys keys, boolean required) {
        this.keys = keys;
        this.required = required;
    }

    /** The id of the key that binds; null where none is needed and none was sent. */
    @Nullable
    String check(SignedCall outer, JsonNode payload) {
        JsonNode member = payload.get("externalAccountBinding");
        if (member == null || member.isNull()) {
            if (required) {
                throw AcmeRefusedException.of(
                        AcmeProblemType.EXTERNAL_ACCOUNT_REQUIRED,
                        "An account needs an external key here. Ask the operator for one, and give it to your client.");
            }
            return null;
        }
        FlattenedJws binding = FlattenedJws.read(member);
        JwsHeader header = binding.header();
        String kid = header.kid();
        if (kid == null || header.nonce() != null || !header.url().equals(outer.url())) {
            throw malformed("The external account binding has a 'kid', the outer 'url' and no 'nonce'.");
        }
        if (!header.algorithm().startsWith("HS")) {
            throw malformed("The external account binding is made by a MAC.");
        }
        if (!isKeyOf(outer, binding)) {
            throw malformed("The external account binding is for another key than the one that signs.");
        }
        if (!keys.holds(kid, binding)) {
            // One answer for a wrong id, a wrong key, and one that was used or revoked.
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNAUTHORIZED,
                    "The external account binding does not hold: by HS256, with a key that was not used or revoked before.");
        }
        return kid;
    }

    private static boolean isKeyOf(SignedCall outer, FlattenedJws binding) {
        return AccountKey.of(JsonText.object(
                        "The binding's payload", binding.payload().toArray()))
                .thumbprint()
                .equals(outer.key().thumbprint());
    }

    private static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
