package org.httpca.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.httpca.web.Csr;
import org.httpca.web.WebUnderTest;
import org.httpca.web.settings.WebSettings;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;

class SessionsTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Duration IDLE = Duration.ofDays(3);

    @Test
    void keepsTheNewestRequestsAlone() {
        Sessions sessions = sessions(Clock.systemUTC(), IDLE, 2);
        List<UUID> ids = new ArrayList<>(List.of(request(), request(), request()));
        MockHttpServletRequest browser = new MockHttpServletRequest();

        for (UUID id : ids) {
            MockHttpServletResponse response = new MockHttpServletResponse();
            sessions.add(id, browser, response);
            if (response.getCookies().length > 0) {
                browser.setCookies(response.getCookies());
            }
        }

        Session session = sessions.of(browser, new MockHttpServletResponse()).orElseThrow();
        Collections.reverse(ids);
        assertThat(sessions.requests(session)).isEqualTo(ids.subList(0, 2));
        assertThat(sessions.submitted(session, ids.get(1))).isPresent();
        assertThat(sessions.submitted(session, ids.get(2))).isEmpty();
        assertThat(session.toString()).doesNotContain(session.value());
    }

    @Test
    void byHttpsTheCookieIsThisHostsAlone() {
        Sessions sessions = sessions(Clock.systemUTC(), IDLE, 2);
        MockHttpServletRequest browser = new MockHttpServletRequest();
        browser.setSecure(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        Session session = sessions.add(request(), browser, response).orElseThrow();

        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-httpca-session=" + session.value() + ";")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        browser.setCookies(new Cookie("httpca-session", session.value()));
        assertThat(sessions.of(browser, response)).as("what anybody can set").isEmpty();
    }

    @Test
    void forgetsThoseThatNobodyComesBackTo() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        Sessions now = sessions(Clock.systemUTC(), IDLE, 2);
        Session session =
                now.add(request(), new MockHttpServletRequest(), response).orElseThrow();

        now.purge();
        assertThat(now.requests(session)).hasSize(1);
        // Ten years ago nothing of the others' was too old yet, and this one is made to be.
        WEB.owner()
                .sql("update browser_session set used_at = '2000-01-01' where sha256 = ?")
                .param(session.sha256())
                .update();
        sessions(Clock.systemUTC(), Duration.ofDays(3650), 2).purge();
        assertThat(now.requests(session)).isEmpty();
    }

    @Test
    void areNotKeptWhereTheTimeIsNone() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThat(sessions(Clock.systemUTC(), Duration.ZERO, 2).add(request(), new MockHttpServletRequest(), response))
                .isEmpty();
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void theTokenOfAFormIsAnotherEachTimeAndOfOneSession() {
        SecureRandom random = new SecureRandom();
        Session session = new Session("a".repeat(43));
        String one = FormToken.of(session, random);
        String two = FormToken.of(session, random);

        assertThat(one).isNotEqualTo(two).doesNotContain(session.value());
        assertThat(FormToken.isOf(session, one)).isTrue();
        assertThat(FormToken.isOf(session, two)).isTrue();
        assertThat(FormToken.isOf(new Session("b".repeat(43)), one)).isFalse();
        assertThat(FormToken.isOf(session, one.substring(1) + "A")).isFalse();
    }

    private static Sessions sessions(Clock clock, Duration idle, int requests) {
        return new Sessions(
                new SessionRows(WEB.bean(JdbcClient.class)),
                new OpenIdRows(
                        WEB.bean(JdbcClient.class), WEB.bean(WebSettings.class).openid()),
                WEB.bean(TransactionTemplate.class),
                new SecureRandom(),
                clock,
                new WebSettings.Sessions(idle, requests));
    }

    private static UUID request() {
        return UUID.fromString(WEB.http()
                .post("/api/v1/requests", "application/pkcs10", Csr.der("session.example"))
                .json()
                .path("id")
                .asString());
    }
}
