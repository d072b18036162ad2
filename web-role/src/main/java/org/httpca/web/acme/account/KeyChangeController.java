package org.httpca.web.acme.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /acme/key-change} (RFC 8555, section 7.3.5): signed by the old key around what the new one signed. */
@RestController
@WhereAcmeIsOn
class KeyChangeController {
    private final SignedCalls calls;
    private final Accounts accounts;
    private final Addresses addresses;

    KeyChangeController(SignedCalls calls, Accounts accounts, Addresses addresses) {
        this.calls = calls;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    @PostMapping(Addresses.KEY_CHANGE)
    ResponseEntity<Object> change(HttpServletRequest call) {
        SignedCall outer = calls.ofAccount(call);
        FlattenedJws inner = FlattenedJws.read(outer.object());
        AccountKey after = calls.inner(outer, inner);
        JsonNode payload = inner.object();
        if (!addresses.isAccount(call, JsonText.requiredText(payload, "account"), outer.account())) {
            throw malformed("The 'account' of the inner JWS is not the one that signed the outer.");
        }
        JsonNode oldKey = payload.get("oldKey");
        if (oldKey == null
                || !oldKey.isObject()
                || !AccountKey.of(oldKey).thumbprint().equals(outer.key().thumbprint())) {
            throw malformed("'oldKey' is not the account's key.");
        }
        requireUnused(call, after);
        if (!accounts.changeKey(outer.account(), outer.key(), after)) {
            requireUnused(call, after);
            throw malformed("The account's key was changed meanwhile.");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.LOCATION, addresses.to(call, Addresses.ACCOUNT + outer.account()))
                .body(Map.of());
    }

    private void requireUnused(HttpServletRequest call, AccountKey key) {
        Optional<Account> other = accounts.of(key);
        if (other.isPresent()) {
            throw AcmeRefusedException.conflict(
                    "The new key has an account already.",
                    addresses.to(call, Addresses.ACCOUNT + other.get().id()));
        }
    }

    private static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
