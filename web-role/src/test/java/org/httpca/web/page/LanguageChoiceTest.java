package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.httpca.web.Csr;
import org.httpca.web.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets which language. */
class LanguageChoiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nl-BE,nl;q=0.9,en;q=0.8 | nl",
                "zh-CN                   | zh-Hans",
                "fr,zh;q=0.5             | zh-Hans",
                "fr                      | en",
                "*                       | en",
                ";;;q=x                  | en",
            })
    void the_browser_says_what_its_user_reads(String accepted, String tag) {
        Answer page = Forms.get("/help", "Accept-Language", accepted);

        assertThat(page.text()).contains("<html lang=\"" + tag + "\"");
        assertThat(page.header("Content-Language")).isEqualTo(tag);
        assertThat(vary(page)).contains("accept-language", "cookie");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    void the_switch_is_remembered() {
        Answer switched = Forms.get("/help?language=nl", "Accept-Language", "zh");
        assertThat(switched.text()).contains("<html lang=\"nl\"", "Hoe het werkt");
        assertThat(switched.header("Set-Cookie"))
                .startsWith("language=nl;")
                .contains("Path=/", "HttpOnly", "SameSite=Lax");

        Answer later = Forms.get("/status", "Accept-Language", "zh", "Cookie", "language=nl");
        assertThat(later.text()).contains("<html lang=\"nl\"");
        assertThat(later.header("Set-Cookie")).isEmpty();

        assertThat(Forms.get("/status?language=xx", "Cookie", "language=xx").text())
                .contains("<html lang=\"en\"");
    }

    @Test
    void the_switch_keeps_the_page_and_what_was_asked_of_it() {
        Answer page = Forms.get("/nothing?a=%22%3E&language=zh&b=1");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text())
                .contains("这里什么也没有", "href=\"?a=%22%3E&amp;b=1&amp;language=nl\"")
                .doesNotContain("language=zh&amp;b");
    }

    @Test
    void an_answer_that_is_shown_only_once_has_no_links_away() {
        Answer accepted = Forms.post("/", "csr", Csr.pem("once-shown.example"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text()).doesNotContain("hreflang");
        assertThat(Forms.get("/").text()).contains("hreflang=\"zh-Hans\"");
    }

    @Test
    void downloads_are_the_same_in_every_language() {
        assertThat(vary(Forms.get("/ca/root/cert.pem", "Accept-Language", "nl")))
                .doesNotContain("accept-language", "cookie");
    }

    private static List<String> vary(Answer answer) {
        return answer.response().headers().allValues("Vary").stream()
                .flatMap(header -> Stream.of(header.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                .toList();
    }
}
