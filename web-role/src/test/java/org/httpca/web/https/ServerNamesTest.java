package org.httpca.web.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.httpca.pki.Identifier;
import org.httpca.web.settings.WebSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ServerNamesTest {

    private static WebSettings settings(String publicUrl, String names) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "httpca.public-url",
                        publicUrl,
                        "httpca.hosts",
                        "ca.intranet",
                        "httpca.https.names",
                        names,
                        "httpca.database.url",
                        "jdbc:postgresql://127.0.0.1/web")))
                .bindOrCreate("httpca", WebSettings.class);
    }

    @Test
    void arePublicHostHostsAndWhatWasSetEachOnce() {
        assertThat(ServerNames.of(settings("http://[::1]:8080", "CA.intranet, 127.0.0.1,0:0:0:0:0:0:0:1")))
                .extracting(Identifier::value)
                .containsExactly("::1", "ca.intranet", "127.0.0.1");
    }

    @Test
    void whatIsNoNameKeepsTheRoleFromStarting() {
        assertThatThrownBy(() -> ServerNames.of(settings("http://ca.example", "not a name")))
                .hasMessageContaining("httpca.https.names");
    }
}
