package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.httpca.web.WebUnderTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The public URL is http://ca.example:8080. */
class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "http, ca.example:8080, http://ca.example:8080/x",
        "https, ca.example:8080, https://ca.example:8080/x",
        "https, localhost:8443, https://localhost:8443/x",
        "http, localhost:8080, http://localhost:8080/x",
    })
    void leadBackByTheWayThatTheClientCame(String scheme, String host, String link) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme(scheme);
        request.setSecure(scheme.equals("https"));
        request.addHeader("Host", host);
        assertThat(WebUnderTest.shared().bean(Links.class).to(request, "/x")).isEqualTo(link);
    }
}
