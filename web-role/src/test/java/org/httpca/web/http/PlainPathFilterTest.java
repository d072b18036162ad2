package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/requests",
                "/certificates/issuing:5f3a/fullchain.pem",
                "/certificates/issuing%3A5f3a",
                "/a%20b%C3%A9",
                "/100%",
                "/%4",
                "/%zz"
            })
    void oneSpellingIsTaken(String path) {
        assertThat(PlainPathFilter.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%72equests",
                "/api/v1/requests;x",
                "/api/v1/requests/%62atch",
                "/%61pi/v1/requests",
                "/api/v1/%2e%2E/requests",
                "/x;jsessionid=1/y",
                "/%7Euser"
            })
    void othersThatMeanTheSameAreNot(String path) {
        assertThat(PlainPathFilter.isPlain(path)).isFalse();
    }
}
