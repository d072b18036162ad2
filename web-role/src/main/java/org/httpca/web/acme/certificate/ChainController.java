package org.httpca.web.acme.certificate;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.pki.Pem;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.Ids;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.acme.order.OrderCertificates;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /acme/cert/{order}} and {@code /acme/cert/{order}/{place}}, for another chain. */
@RestController
@WhereAcmeIsOn
class ChainController {
    private static final MediaType CHAIN = MediaType.parseMediaType("application/pem-certificate-chain");

    private final SignedCalls calls;
    private final OrderCertificates certificates;
    private final Issuers issuers;
    private final Addresses addresses;

    ChainController(SignedCalls calls, OrderCertificates certificates, Issuers issuers, Addresses addresses) {
        this.calls = calls;
        this.certificates = certificates;
        this.issuers = issuers;
        this.addresses = addresses;
    }

    @PostMapping(Addresses.CERTIFICATE + "{order}")
    ResponseEntity<Object> get(HttpServletRequest call, @PathVariable("order") String order) {
        return answer(call, order, 1);
    }

    /** @param place which of the issuer's chains, from 2 on */
    @PostMapping(Addresses.CERTIFICATE + "{order}/{place:[0-9]{1,3}}")
    ResponseEntity<Object> alternate(
            HttpServletRequest call, @PathVariable("order") String order, @PathVariable("place") int place) {
        return answer(call, order, place);
    }

    private ResponseEntity<Object> answer(HttpServletRequest call, String order, int place) {
        SignedCall signed = calls.ofAccount(call);
        signed.requireGet();
        UUID known = Ids.require(order);
        CertificateView certificate = certificates.of(signed.account(), known).orElseThrow(Ids::nothing);
        IssuerView issuer = issuers.find(certificate.issuer()).orElseThrow(Ids::nothing);
        int places = 1 + issuer.alternates().size();
        if (place < 1 || place > places) {
            throw Ids.nothing();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(CHAIN);
        String address = addresses.to(call, Addresses.CERTIFICATE + known);
        for (int other = 1; other <= places; other++) {
            if (other != place) {
                String url = other == 1 ? address : address + "/" + other;
                answer.header(HttpHeaders.LINK, "<" + url + ">;rel=\"alternate\"");
            }
        }
        String chain = Stream.concat(Stream.of(certificate.der()), issuer.chainForServers(place).stream())
                .map(der -> Pem.encode("CERTIFICATE", der.toArray()))
                .collect(Collectors.joining());
        return answer.body(chain.getBytes(StandardCharsets.US_ASCII));
    }
}
