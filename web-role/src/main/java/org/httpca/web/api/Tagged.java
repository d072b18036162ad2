package org.httpca.web.api;

import org.httpca.pki.Octets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that stay the same for long, with a strong ETag over their octets: a client may keep one, asks each time whether it still
 * holds, and mostly hears 304 (RFC 9110, section 13; the framework compares).
 */
@Component
class Tagged {
    private static final int SHOWN = 32;

    private final JsonMapper json;

    Tagged(JsonMapper json) {
        this.json = json;
    }

    ResponseEntity<byte[]> answer(Object body) {
        return answer(body, ResponseEntity.ok());
    }

    ResponseEntity<byte[]> answer(Object body, ResponseEntity.BodyBuilder begun) {
        byte[] octets = json.writeValueAsBytes(body);
        return begun.eTag(Octets.of(octets).sha256().hex().substring(0, SHOWN))
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(octets);
    }
}
