package org.httpca.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcmeSettingsTest {

    private static AcmeSettings with(@Nullable String resolver, boolean caa, String... issuers) {
        return new AcmeSettings(80, 443, resolver, List.of("public"), caa, List.of(issuers), 8);
    }

    @Test
    void theResolverIsTheSystemsOrOneHost() {
        assertThat(with(null, false).resolver()).isNull();
        assertThat(with("127.0.0.1:5353", false).resolver()).hasToString("/127.0.0.1:5353");
        assertThat(with("[::1]:53", false).resolver()).hasToString("/[0:0:0:0:0:0:0:1]:53");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", ":53", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000", "127.0.0.1:dns"})
    void aResolverThatIsNone(String text) {
        assertThatThrownBy(() -> with(text, false))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.acme.dns-resolver must be HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CA.example", "*.example", "ca.example.", "https://ca.example", ""})
    void namesOfTheCaThatAreNone(String name) {
        assertThatThrownBy(() -> with(null, false, name))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("httpca.acme.issuer-domain-names");
    }

    @Test
    void whatDoesNotGoTogether() {
        assertThat(with(null, true, "ca.example").caa()).isTrue();
        assertThatThrownBy(() -> with(null, true))
                .hasMessageContaining("httpca.acme.caa needs the names")
                .isInstanceOf(InvalidSettingException.class);
        assertThatThrownBy(() -> new AcmeSettings(0, 443, null, List.of(), false, List.of(), 8))
                .hasMessageContaining("httpca.acme.http01-port must be a port");
        assertThatThrownBy(() -> new AcmeSettings(80, 443, null, List.of(), false, List.of(), 3))
                .hasMessageContaining("httpca.acme.checks-at-once");
    }
}
