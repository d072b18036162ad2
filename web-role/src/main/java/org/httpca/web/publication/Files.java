package org.httpca.web.publication;

import java.time.Duration;
import java.time.Instant;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.httpca.pki.Octets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with a file; conditional requests (RFC 9110, section 13) and HEAD follow from what is set here. */
final class Files {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl FOR_AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private Files() {}

    /** @param file as it was asked for, which is the format's or that of another chain */
    static ResponseEntity<byte[]> answer(Format format, String file, Published published, byte[] content) {
        String name = published.name() + "-" + file;
        boolean forEver = format.immutable() && (format.ofRequest() || !published.ca());
        ResponseEntity.BodyBuilder answer =
                head(Octets.of(content).sha256(), published.since(), forEver ? FOR_EVER : FOR_AN_HOUR);
        return answer.contentType(format.type(published))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(format.shown(), name))
                .body(content);
    }

    /** @param sha256 of the content, which may be long */
    static ResponseEntity<Resource> answer(
            MediaType type, String name, Resource content, Octets sha256, Instant since, CacheControl caching) {
        return head(sha256, since, caching)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(false, name))
                .body(content);
    }

    private static ResponseEntity.BodyBuilder head(Octets sha256, Instant since, CacheControl caching) {
        return ResponseEntity.ok()
                .eTag(sha256.hex().substring(0, 32))
                .header(HttpHeaders.LAST_MODIFIED, FastHttpDateFormat.formatDate(since.toEpochMilli()))
                .cacheControl(caching);
    }

    private static String disposition(boolean shown, String name) {
        return (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name)
                .build()
                .toString();
    }
}
