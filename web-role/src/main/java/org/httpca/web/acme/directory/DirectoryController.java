package org.httpca.web.acme.directory;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.profile.Profiles;
import org.httpca.web.settings.WebSettings;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /acme/directory} and {@code /acme/new-nonce} (RFC 8555, sections 7.1.1 and 7.2; RFC 9773, section 3; draft-ietf-acme-profiles, section 3). */
@RestController
@WhereAcmeIsOn
class DirectoryController {
    private final Addresses addresses;
    private final Profiles profiles;
    private final WebSettings.Acme settings;

    DirectoryController(Addresses addresses, Profiles profiles, WebSettings settings) {
        this.addresses = addresses;
        this.profiles = profiles;
        this.settings = settings.acme();
    }

    @GetMapping(path = Addresses.DIRECTORY, produces = "application/json")
    ResponseEntity<Map<String, Object>> directory(HttpServletRequest call) {
        Map<String, Object> directory = new LinkedHashMap<>();
        directory.put("newNonce", addresses.to(call, Addresses.NEW_NONCE));
        directory.put("newAccount", addresses.to(call, Addresses.NEW_ACCOUNT));
        directory.put("newOrder", addresses.to(call, Addresses.NEW_ORDER));
        directory.put("newAuthz", addresses.to(call, Addresses.NEW_AUTHORIZATION));
        directory.put("renewalInfo", addresses.to(call, Addresses.RENEWAL_INFO));
        directory.put("revokeCert", addresses.to(call, Addresses.REVOKE_CERTIFICATE));
        directory.put("keyChange", addresses.to(call, Addresses.KEY_CHANGE));
        Map<String, Object> meta = new LinkedHashMap<>();
        if (settings.termsOfService() != null) {
            meta.put("termsOfService", settings.termsOfService().toString());
        }
        meta.put("externalAccountRequired", settings.externalAccountRequired());
        Map<String, String> offered = new LinkedHashMap<>();
        profiles.all().forEach(profile -> offered.put(profile.name(), profile.title()));
        if (!offered.isEmpty()) {
            meta.put("profiles", offered);
        }
        if (!settings.issuerDomainNames().isEmpty()) {
            meta.put("caaIdentities", settings.issuerDomainNames());
            // draft-ietf-acme-dns-persist-02, sections 3.2 and 4.1
            meta.put("issuerDomainNames", settings.issuerDomainNames());
            meta.put("accountHashPrefix", addresses.to(call, Addresses.ACCOUNT_HASH));
        }
        directory.put("meta", meta);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(directory);
    }

    /** The nonce is in the header, as in every answer. */
    @RequestMapping(path = Addresses.NEW_NONCE, method = RequestMethod.HEAD)
    ResponseEntity<Void> nonce() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    @GetMapping(Addresses.NEW_NONCE)
    ResponseEntity<Void> nonceByGet() {
        return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
    }
}
