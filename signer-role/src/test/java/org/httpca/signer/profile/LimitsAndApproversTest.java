package org.httpca.signer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsAndApproversTest {

    private static Profile server(String lines) {
        return TestSigner.profiles("", "    names: [dns, wildcard, ip]\n    approvals: 1", "    names: [dns]\n" + lines)
                .find("server")
                .orElseThrow();
    }

    @Test
    void withoutThemEverybodyApprovesAndNothingIsLimited() {
        Profile profile = server("    approvals: 1");
        assertThat(profile.limits().isNone()).isTrue();
        assertThat(profile.approvers().include("anybody")).isTrue();
    }

    @Test
    void bothAreRead() {
        Profile profile = server(
                "    approvals: 2\n    approvers: [mary, pierre]\n    limits: {per-hour: 300, per-hour-and-principal: 20}");
        assertThat(profile.limits()).isEqualTo(new IssuanceLimits(300, 20));
        assertThat(profile.approvers().include("mary")).isTrue();
        assertThat(profile.approvers().include("lise")).isFalse();
    }

    @Test
    void whoMayApproveIsInTheHashAndHowManyAnHourIsNot() {
        String plain = server("    approvals: 1").hash();
        assertThat(server("    approvals: 1\n    limits: {per-hour: 300}").hash())
                .isEqualTo(plain);
        String named = server("    approvals: 1\n    approvers: [mary, pierre]").hash();
        assertThat(named).isNotEqualTo(plain);
        assertThat(server("    approvals: 1\n    approvers: [pierre, mary]").hash())
                .isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "limits: {}                             | limits has neither",
                "limits: {per-hour: 0}                  | per-hour must be a number from 1",
                "limits: {per-hour: many}               | per-hour must be a number from 1",
                "limits: {per-day: 5}                   | 'per-day', which is not known here",
                "limits: 5                              | must be a map",
                "approvers: [mary, mary]                | stands there twice",
                "approvers: [mary]                      | approvers has fewer administrators than approvals",
                "approvers: []                          | must be a list of at least one",
                "approvers: [mary, '../pierre']         | is no administrator's name",
            })
    void whatCannotBeIsRefused(String line, String why) {
        assertThatThrownBy(() -> server("    approvals: 2\n    " + line))
                .isInstanceOf(InvalidProfilesException.class)
                .hasMessageContaining(why);
    }
}
