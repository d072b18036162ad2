package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedPathTest {

    @Test
    void takesBase64PlainAndInPercents() {
        Random random = new Random(5019);
        for (int i = 0; i < 500; i++) {
            byte[] request = new byte[1 + random.nextInt(90)];
            random.nextBytes(request);
            request[0] = (byte) 0xff; // base64 begins with a slash
            String base64 = Base64.getEncoder().encodeToString(request);
            assertThat(EncodedPath.of("/ocsp/issuing/" + base64).orElseThrow().decoded())
                    .isEqualTo(request);
            assertThat(EncodedPath.of("/ocsp/issuing/" + Requests.inPercents(base64))
                            .orElseThrow()
                            .decoded())
                    .isEqualTo(request);
        }
    }

    @Test
    void knowsTheIssuer() {
        assertThat(EncodedPath.of("/ocsp/issuing")).contains(new EncodedPath("issuing", ""));
        assertThat(EncodedPath.of("/ocsp/issuing/")).contains(new EncodedPath("issuing", ""));
        assertThat(EncodedPath.of("/ocsp/issuing//8A")).contains(new EncodedPath("issuing", "/8A"));
        assertThat(EncodedPath.of("/ocsp")).isEmpty();
        assertThat(EncodedPath.of("//ocsp/issuing/MA")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%2b%", "%zz", "%ff", "%00", "%25", "M", "M===", "-_", "M A", "é"})
    void takesNothingElse(String request) {
        assertThat(new EncodedPath("issuing", request).decoded()).isNull();
    }
}
