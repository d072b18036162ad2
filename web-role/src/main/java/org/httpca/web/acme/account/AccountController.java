package org.httpca.web.acme.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.account.Accounts.Made;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.acme.limit.AccountLimits;
import org.httpca.web.settings.WebSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /acme/new-account} and {@code /acme/account/{id}} (RFC 8555, sections 7.3 to 7.3.3 and 7.3.6). */
@RestController
@WhereAcmeIsOn
class AccountController {
    private final SignedCalls calls;
    private final Accounts accounts;
    private final ExternalBinding binding;
    private final AccountLimits limits;
    private final Addresses addresses;
    private final WebSettings.Acme settings;

    AccountController(
            SignedCalls calls,
            Accounts accounts,
            ExternalBinding binding,
            AccountLimits limits,
            Addresses addresses,
            WebSettings settings) {
        this.limits = limits;
        this.calls = calls;
        this.accounts = accounts;
        this.binding = binding;
        this.addresses = addresses;
        this.settings = settings.acme();
    }

    @PostMapping(Addresses.NEW_ACCOUNT)
    ResponseEntity<Object> create(HttpServletRequest call) {
        SignedCall signed = calls.ofKey(call);
        JsonNode payload = signed.object();
        Optional<Account> known = accounts.of(signed.key());
        if (known.isPresent()) {
            return answer(call, requireValid(known.get()), false);
        }
        if (flag(payload, "onlyReturnExisting")) {
            throw AcmeRefusedException.of(AcmeProblemType.ACCOUNT_DOES_NOT_EXIST, "There is no account of this key.");
        }
        boolean agreed = flag(payload, "termsOfServiceAgreed");
        if (settings.termsOfService() != null && !agreed) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.USER_ACTION_REQUIRED,
                    "Agree to the terms of service first: " + settings.termsOfService());
        }
        List<String> contacts = Contacts.read(payload).orElse(List.of());
        String externalKid = binding.check(signed, payload);
        limits.newAccount(call); // last: what makes no account costs none
        Made made = accounts.make(signed.key(), contacts, agreed, externalKid, call.getRemoteAddr());
        return answer(call, requireValid(made.account()), made.isNew());
    }

    @PostMapping(Addresses.ACCOUNT + "{id}")
    ResponseEntity<Object> update(HttpServletRequest call, @PathVariable("id") String id) {
        SignedCall signed = calls.ofAccount(call);
        requireOwn(signed, id);
        if (!signed.isGet()) {
            change(signed);
        }
        return answer(call, accounts.get(signed.account()), false);
    }

    private static void requireOwn(SignedCall signed, String id) {
        if (!signed.account().toString().equals(id)) {
            throw AcmeRefusedException.of(AcmeProblemType.UNAUTHORIZED, "This is not the account that signed.");
        }
    }

    private void change(SignedCall signed) {
        JsonNode payload = signed.object();
        Optional<String> status = JsonText.text(payload, "status");
        if (status.isPresent() && !status.get().equals(Account.VALID)) {
            if (!status.get().equals("deactivated")) {
                throw AcmeRefusedException.of(
                        AcmeProblemType.MALFORMED,
                        "The 'status' of an account can be made 'deactivated', nothing else.");
            }
            accounts.deactivate(signed.account());
            return;
        }
        if (payload.has("termsOfServiceAgreed") && flag(payload, "termsOfServiceAgreed")) {
            accounts.agree(signed.account());
        }
        Contacts.read(payload).ifPresent(contacts -> accounts.contacts(signed.account(), contacts));
    }

    private static Account requireValid(Account account) {
        if (!account.isValid()) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNAUTHORIZED, 401, "The account of this key is not valid any more.");
        }
        return account;
    }

    private ResponseEntity<Object> answer(HttpServletRequest call, Account account, boolean isNew) {
        String address = addresses.to(call, Addresses.ACCOUNT + account.id());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", account.status());
        members.put("contact", account.contacts());
        members.put("termsOfServiceAgreed", account.termsAgreed());
        members.put("orders", address + "/orders");
        return ResponseEntity.status(isNew ? 201 : 200)
                .header(HttpHeaders.LOCATION, address)
                .body(members);
    }

    private static boolean flag(JsonNode payload, String name) {
        JsonNode member = payload.get(name);
        if (member == null || member.isNull()) {
            return false;
        }
        if (!member.isBoolean()) {
            throw AcmeRefusedException.of(AcmeProblemType.MALFORMED, "'" + name + "' is neither true nor false.");
        }
        return member.asBoolean();
    }
}
