package org.httpca.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.httpca.message.PublishedProfile;
import org.httpca.web.http.Links;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the signer last published: {@code GET /api/v1/profiles} and {@code GET /api/v1/ca}. */
@RestController
class PublishedController {
    private final Profiles profiles;
    private final Issuers issuers;
    private final Links links;
    private final Tagged tagged;

    PublishedController(Profiles profiles, Issuers issuers, Links links, Tagged tagged) {
        this.profiles = profiles;
        this.issuers = issuers;
        this.links = links;
        this.tagged = tagged;
    }

    @GetMapping(path = "/api/v1/profiles", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> profiles() {
        return tagged.answer(
                new ProfilesJson(profiles.all().stream().map(ProfileJson::of).toList()));
    }

    @GetMapping(path = "/api/v1/ca", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> issuers(HttpServletRequest call) {
        String base = links.to(call, "/ca/");
        return tagged.answer(new IssuersJson(issuers.all().stream()
                .map(issuer -> IssuerJson.of(issuer, base + issuer.name()))
                .toList()));
    }

    record ProfilesJson(List<ProfileJson> profiles) {}

    /**
     * A profile.
     *
     * @param approvals how many administrators must approve what the policy does not decide
     */
    record ProfileJson(
            String name,
            String title,
            @JsonProperty("default") boolean byDefault,
            String issuer,
            long validitySeconds,
            int approvals,
            List<String> keys,
            List<String> names,
            String hash) {

        static ProfileJson of(PublishedProfile profile) {
            return new ProfileJson(
                    profile.name(),
                    profile.title(),
                    profile.isDefault(),
                    profile.issuer(),
                    profile.validitySeconds(),
                    profile.approvals(),
                    profile.keys(),
                    profile.names(),
                    profile.hash());
        }
    }

    record IssuersJson(List<IssuerJson> issuers) {}

    /**
     * A CA certificate.
     *
     * @param url its files are under it
     * @param alternates other chains, PEM
     */
    record IssuerJson(
            String name,
            boolean root,
            String subject,
            String serial,
            String key,
            String sha256,
            Instant notBefore,
            Instant notAfter,
            String url,
            List<String> alternates,
            @Nullable CrlJson crl) {

        static IssuerJson of(IssuerView issuer, String url) {
            return new IssuerJson(
                    issuer.name(),
                    issuer.root(),
                    issuer.subject(),
                    issuer.serial(),
                    issuer.keyLabel(),
                    issuer.sha256(),
                    issuer.notBefore(),
                    issuer.notAfter(),
                    url,
                    IntStream.range(2, 2 + issuer.alternates().size())
                            .mapToObj(place -> url + "/chain-" + place + ".pem")
                            .toList(),
                    issuer.crl()
                            .map(crl -> new CrlJson(url + "/crl.crl", crl.number(), crl.thisUpdate(), crl.nextUpdate()))
                            .orElse(null));
        }
    }

    record CrlJson(String url, long number, Instant thisUpdate, Instant nextUpdate) {}
}
