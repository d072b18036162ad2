package org.httpca.web.acme.renewalinfo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.renewalinfo.RenewalInfo.Suggestion;
import org.httpca.web.certificate.CertificateView;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /acme/renewal-info/{id}} (RFC 9773, section 4). Unsigned: it says of a public certificate when it ends, and little more. */
@RestController
@WhereAcmeIsOn
class RenewalInfoController {
    private final RenewalInfo renewals;

    RenewalInfoController(RenewalInfo renewals) {
        this.renewals = renewals;
    }

    @GetMapping(Addresses.RENEWAL_INFO + "/{id}")
    ResponseEntity<Map<String, Object>> get(@PathVariable("id") String id) {
        CertificateView certificate = renewals.find(id)
                .orElseThrow(() ->
                        AcmeRefusedException.of(AcmeProblemType.MALFORMED, 404, "This certificate is not known here."));
        Suggestion suggestion = renewals.of(certificate);
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("start", suggestion.start().toString());
        window.put("end", suggestion.end().toString());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("suggestedWindow", window);
        if (suggestion.explanation() != null) {
            members.put("explanationURL", suggestion.explanation());
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(suggestion.lookAgain().toSeconds()))
                .body(members);
    }
}
