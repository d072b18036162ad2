package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.httpca.web.Http.Answer;
import org.httpca.web.openid.ProviderTls;
import org.httpca.web.openid.SimulatedProvider;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A provider with a CA of its own, one that is away, and none. */
class OpenIdProvidersTest {

    @Test
    void aProviderWhoseCaIsConfiguredIsBelievedByHttps(@TempDir Path folder) throws Exception {
        Map<String, Object> trust =
                Map.of("httpca.openid.ca-file", ProviderTls.root(folder).toString(), "httpca.openid.timeout", "5s");
        try (SimulatedProvider provider = SimulatedProvider.overHttps(ProviderTls.at("127.0.0.1"));
                ConfigurableApplicationContext role =
                        OpenIdBrowser.role("openid-https", provider.issuer(), List.of("ca-operators"), trust)) {
            OpenIdBrowser browser = new OpenIdBrowser(OpenIdBrowser.http(role));
            browser.awaitProvider();
            assertThat(browser.back(provider.signIn(browser.begin())).status()).isEqualTo(303);
            assertThat(browser.isOperator()).isTrue();
        }
    }

    @Test
    void aProviderThatIsAwayIsSaidToBeAndATokenIsGood() throws Exception {
        try (ConfigurableApplicationContext alone =
                OpenIdBrowser.role("openid-alone", "http://127.0.0.1:1/nobody", List.of("ca-operators"))) {
            OpenIdBrowser browser = new OpenIdBrowser(OpenIdBrowser.http(alone));
            Answer ask = browser.get("/certificates");
            PagePromises.kept(ask.text());
            assertThat(ask.text()).contains("does not answer just now").doesNotContain("action=\"/operator/openid\"");
            refused(browser, browser.post("/operator/openid"), 503, "does not answer just now");
            refused(browser, browser.get("/operator/openid?code=x&state=y"), 400, "This sign-in is over");
            String token = Forms.WEB.token("openid-is-away", Scope.OPERATOR);
            assertThat(browser.post("/operator", "bearer", token).status()).isEqualTo(303);
            assertThat(browser.isOperator()).isTrue();
        }
    }

    @Test
    void withoutAProviderThereIsNothingOfIt() {
        assertThat(Forms.get("/certificates").text()).doesNotContain("/operator/openid");
        assertThat(Forms.get("/operator/openid?code=x").status()).isEqualTo(404);
        assertThat(Forms.post("/operator/openid").status()).isEqualTo(404);
    }

    private static void refused(OpenIdBrowser browser, Answer answer, int status, String text) throws Exception {
        PagePromises.kept(answer.text());
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(text);
        assertThat(answer.header("Set-Cookie")).doesNotContain("httpca-session");
        assertThat(browser.isOperator()).isFalse();
    }
}
