package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.worker.validate.Examined.ACCOUNT_URL;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.refused;
import static org.httpca.worker.validate.Examined.shown;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.acme.jws.JsonText;
import org.httpca.pki.Sha256;
import org.httpca.worker.settings.AcmeSettings;
import org.httpca.worker.validate.Checks.Decided;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

/** RFC 8659 and RFC 8657: control was shown, and yet not everybody may issue. */
class CaaTest {
    private static final String NAME = "www.a.example";
    private final HostileDns dns = new HostileDns()
            .has(
                    "_acme-challenge." + NAME,
                    "TXT "
                            + JsonText.base64Url(
                                    Sha256.of(Examined.KEY_AUTHORIZATION.getBytes(StandardCharsets.US_ASCII))));

    @AfterEach
    void close() {
        dns.close();
    }

    private Decided examined(String identifier) {
        AcmeSettings settings = new AcmeSettings(
                80, 443, dns.address(), List.of("loopback"), true, List.of("ca.example", "ca2.example"), 8);
        return Examined.examine(settings, check("dns-01", identifier));
    }

    @Test
    void withoutRecordsEverybodyMay() {
        assertThat(shown(examined(NAME)).caa()).isEqualTo(ControlShown.Caa.PERMITTED);
        assertThat(dns.questions)
                .containsExactly("_acme-challenge." + NAME + " TXT", NAME + " CAA", "a.example CAA", "example CAA");
    }

    @Test
    void theClosestNameHasTheWord() {
        dns.has("a.example", "CAA 0 issue \"other.example\"");
        refused(examined(NAME), "caa", "The CAA record set of a.example does not permit ca.example or ca2.example");
        dns.has(NAME, "CAA 0 issue \"ca2.example\"");
        shown(examined(NAME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 issue \"ca.example\"",
                "0 issue \"  CA.Example ; x=y;\"",
                "128 issue \"ca.example\"",
                "0 iodef \"mailto:a@example.org\"",
                "128 iodef \"mailto:a@example.org\"",
                "0 tbs \"whatever\"",
                "0 issuewild \";\"",
                "0 issue \"ca.example; accounturi=" + ACCOUNT_URL + "\"",
                "0 issue \"ca.example; validationmethods=http-01,dns-01\"",
                "0 issue \"ca.example; validationmethods=dns-01; accounturi=" + ACCOUNT_URL + "\""
            })
    void whatPermits(String record) {
        dns.has(NAME, "CAA " + record);
        shown(examined(NAME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 issue \";\"",
                "0 issue \"\"",
                "0 issue \"other.example\"",
                "0 issue \"ca.example.org\"",
                "0 issue \"ca.example other\"",
                "0 issue \"ca.example; %%%\"",
                "128 tbs \"whatever\"",
                "0 issue \"ca.example; accounturi=https://ca.example/acme/account/124\"",
                "0 issue \"ca.example; accounturi=" + ACCOUNT_URL + "; accounturi=" + ACCOUNT_URL + "\"",
                "0 issue \"ca.example; validationmethods=http-01\"",
                "0 issue \"ca.example; validationmethods=\""
            })
    void whatForbids(String record) {
        dns.has(NAME, "CAA " + record);
        refused(examined(NAME), "caa", "The CAA record set of " + NAME);
    }

    @Test
    void oneOfSeveralIsEnoughButNothingUndoesACriticalOne() {
        dns.has(NAME, "CAA 0 issue \"other.example\"").has(NAME, "CAA 0 issue \"ca.example\"");
        shown(examined(NAME));
        dns.has(NAME, "CAA 128 future \"x\"");
        refused(examined(NAME), "caa", "has a critical property that is not known here");
    }

    @ParameterizedTest
    @CsvSource({
        "ca.example,,true", // without issuewild, issue counts
        "other.example,ca.example,true",
        "ca.example,other.example,false",
        "other.example,,false"
    })
    void wildcardNamesHaveAPropertyOfTheirOwn(String issue, String wild, boolean may) {
        dns.has(NAME, "CAA 0 issue \"" + issue + "\"");
        if (wild != null) {
            dns.has(NAME, "CAA 0 issuewild \"" + wild + "\"");
        }
        Decided decided = examined("*." + NAME);
        assertThat(decided.outcome()).isEqualTo(may ? "valid" : "invalid");
    }

    @Test
    void whereDnsFailsNobodyMay() {
        dns.misbehaves(
                "a.example",
                (question, tcp) -> List.of(
                        HostileDns.coded(dns.honest(question), Rcode.SERVFAIL).toWire()));
        again(examined(NAME), "dns", "The question for CAA of a.example failed: the answer was SERVFAIL");
    }

    @Test
    void aliasesOfTheNameCount() {
        dns.has(NAME, "CNAME host.other.example.").has("host.other.example", "CAA 0 issue \"other.example\"");
        refused(examined(NAME), "caa", "does not permit");
    }
}
