package org.httpca.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {
    record Nested(String passwordFile, int connections) {}

    record Settings(String publicUrl, Nested database, List<String> proxies, Map<String, Nested> tokens) {}

    private static final SettingKeys KEYS = SettingKeys.of(Settings.class);

    @Test
    void knowsTheComponentsOfARecord() {
        assertThat(KEYS.all())
                .containsExactlyInAnyOrder(
                        "httpca.public-url",
                        "httpca.database.password-file",
                        "httpca.database.connections",
                        "httpca.proxies",
                        "httpca.tokens.*.password-file",
                        "httpca.tokens.*.connections");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "httpca.public-url",
                "httpca.publicUrl",
                "httpca.proxies[3]",
                "httpca.tokens.ci.connections",
                "httpca.tokens[a.b].connections",
                "server.port"
            })
    void passesWhatIsKnownOrNotOurs(String key) {
        assertThatCode(() -> refuse(key)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "httpca.publik-url,             httpca.public-url",
        "httpca.database.pasword-file,  httpca.database.password-file",
        "httpca.database.conections,    httpca.database.connections",
        "httpca.prxies[0],              httpca.proxies"
    })
    void namesTheNearest(String key, String meant) {
        assertThatThrownBy(() -> refuse(key))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(key + " is no setting of this role: you probably mean " + meant + ".");
    }

    @ParameterizedTest
    @CsvSource({"HTTPCA_PUBLICURI, true", "HTTPCA_HOME, false", "HTTPCA_PUBLICURL, false"})
    void leavesToTheEnvironmentWhatIsNotLikeASetting(String variable, boolean refused) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "x")));
        if (refused) {
            assertThatThrownBy(() -> UnknownSettings.refuse(environment, KEYS))
                    .hasMessageContaining("you probably mean HTTPCA_PUBLICURL");
        } else {
            assertThatCode(() -> UnknownSettings.refuse(environment, KEYS)).doesNotThrowAnyException();
        }
    }

    private static void refuse(String key) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("file", Map.of(key, "x")));
        UnknownSettings.refuse(environment, KEYS);
    }
}
