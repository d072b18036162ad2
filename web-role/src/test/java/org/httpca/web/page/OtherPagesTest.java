package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.web.Http.Answer;
import org.junit.jupiter.api.Test;

class OtherPagesTest {

    @Test
    void theTrustAnchorsCanBeFetchedByTheLinksThatThePageHas() throws Exception {
        Answer page = Forms.get("/ca");

        assertThat(page.status()).isEqualTo(200);
        PagePromises.kept(page.text());
        assertThat(page.text()).contains("<bdi>Root</bdi>", "update-ca-certificates");
        Matcher links = Pattern.compile("href=\"(/ca/[^\"]+)\"").matcher(page.text());
        int count = 0;
        while (links.find()) {
            assertThat(Forms.get(links.group(1)).status()).as(links.group(1)).isEqualTo(200);
            count++;
        }
        assertThat(count).isEqualTo(8);
    }

    @Test
    void theStatusNamesEachRole() throws Exception {
        Answer page = Forms.get("/status");

        assertThat(page.status()).isEqualTo(200);
        PagePromises.kept(page.text());
        assertThat(page.text())
                .contains("Web", "Worker", "Signer", "Waiting for approval", "Something needs attention.");
    }

    @Test
    void theHelpIsThere() throws Exception {
        Answer page = Forms.get("/help");

        assertThat(page.status()).isEqualTo(200);
        PagePromises.kept(page.text());
    }

    @Test
    void everyLinkOfTheFrameLeadsSomewhere() {
        Matcher links = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"")
                .matcher(Forms.get("/help").text());
        while (links.find()) {
            String link = links.group(1);
            if (link.equals("/certificates")) { // asks for the token first
                assertThat(Forms.get(link).status()).as(link).isEqualTo(401);
            } else {
                assertThat(Forms.get(link).status()).as(link).isIn(200, 302);
            }
        }
    }

    @Test
    void filesOfThePagesAreKeptByTheirContent() {
        Matcher css = Pattern.compile("href=\"(/assets/web-[0-9a-f]{32}\\.css)\"")
                .matcher(Forms.get("/").text());
        assertThat(css.find()).isTrue();

        Answer file = Forms.get(css.group(1));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/css");
        assertThat(file.header("Cache-Control")).contains("immutable");
        assertThat(file.text()).doesNotContain("url(", "@import");
        assertThat(Forms.get("/assets/../web.yml").status()).isNotEqualTo(200);
    }
}
