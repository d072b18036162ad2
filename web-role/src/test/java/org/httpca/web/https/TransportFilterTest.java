package org.httpca.web.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@SuppressWarnings("NullAway.Init") // set before all tests
class TransportFilterTest {
    private static final String PUBLIC_URL = "http://ca.example:8080";
    private static HttpsInstance open;
    private static HttpsInstance closed;

    @BeforeAll
    static void start(@TempDir Path folder) {
        open = new HttpsInstance(folder.resolve("open"), "transport-open", "localhost");
        open.runs();
        Published.issueTo(
                WebUnderTest.shared().owner(),
                0x1106_0001,
                open.lastRequest().id(),
                open.lastCsr(),
                Published.NOW.minusSeconds(60),
                Published.NOW.plus(Duration.ofDays(1)));
        open.runs();
        closed = new HttpsInstance(folder.resolve("closed"), "transport-closed", "localhost");
    }

    @AfterAll
    static void stop() {
        open.close();
        closed.close();
    }

    private static TransportFilter filter(HttpsInstance instance, String publicUrl, boolean redirect) {
        return new TransportFilter(
                instance.endpoint(),
                URI.create(publicUrl),
                new WebSettings.Https(0, -1, Path.of("https"), List.of(), "server", redirect, Duration.ofDays(365)));
    }

    private static MockHttpServletResponse answer(TransportFilter filter, MockHttpServletRequest request)
            throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static MockHttpServletRequest request(String scheme, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setScheme(scheme);
        request.setSecure(scheme.equals("https"));
        request.setServerName("ca.example");
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "http://ca.example:8080, /, a=b, https://ca.example:PORT/?a=b",
        "https://ca.example, /ca, , https://ca.example/ca",
        "http://ca.example:8080, /api/v1/requests, , https://ca.example:PORT/api/v1/requests",
    })
    void whereItIsWantedHttpLeadsToHttps(String publicUrl, String path, @Nullable String query, String target)
            throws Exception {
        MockHttpServletRequest request = request("http", path);
        request.setQueryString(query);
        MockHttpServletResponse response = answer(filter(open, publicUrl, true), request);
        assertThat(response.getStatus()).isEqualTo(308);
        assertThat(response.getHeader("Location")).isEqualTo(target.replace("PORT", "" + open.port()));
        assertThat(response.getHeader("Strict-Transport-Security"))
                .as("RFC 6797, section 7.2")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ca/issuing/crl.crl", "/ca/issuing/cert.cer", "/ocsp/issuing"})
    void whatChecksCertificatesStaysOnHttp(String path) throws Exception {
        assertThat(answer(filter(open, PUBLIC_URL, true), request("http", path)).getStatus())
                .isEqualTo(200);
    }

    @Test
    void beforeTheFirstCertificateNobodyIsSentAway() throws Exception {
        assertThat(answer(filter(closed, PUBLIC_URL, true), request("http", "/"))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void byDefaultBothAreServed() throws Exception {
        assertThat(answer(filter(open, PUBLIC_URL, false), request("http", "/")).getStatus())
                .isEqualTo(200);
    }

    @Test
    void browsersAreToldToInsistOverHttpsAlone() throws Exception {
        assertThat(answer(filter(open, PUBLIC_URL, false), request("https", "/"))
                        .getHeader("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }
}
