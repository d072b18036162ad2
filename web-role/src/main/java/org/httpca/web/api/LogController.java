package org.httpca.web.api;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.log.PublishedHead;
import org.httpca.web.log.PublishedLog;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/log…}: the log of certificates, its head and proofs (RFC 9162, section 2.1). For everybody: it names certificates by their
 * hashes alone, and the more people look, the less can be rewritten.
 */
@RestController
class LogController {
    private static final int HEX_OF_A_HASH = 64;

    private final PublishedLog log;

    LogController(PublishedLog log) {
        this.log = log;
    }

    @GetMapping("/api/v1/log")
    ResponseEntity<?> head() {
        return log.head()
                .<ResponseEntity<?>>map(head -> fresh(HeadJson.of(head)))
                .orElseGet(
                        () -> ProblemAnswers.json(new Problem(ProblemType.NOT_FOUND, "The log has no entries yet.")));
    }

    @GetMapping("/api/v1/log/entries")
    ResponseEntity<?> entries(@RequestParam(name = "from", defaultValue = "0") long from) {
        if (from < 0 || from > Long.MAX_VALUE - PublishedLog.PAGE) {
            return ProblemAnswers.json(
                    new Problem(ProblemType.MALFORMED, "from is the number of an entry; the first one has 0."));
        }
        return fresh(new EntriesJson(from, log.entries(from)));
    }

    /** @param fingerprint SHA-256 of the certificate's DER, hexadecimal */
    @GetMapping("/api/v1/log/certificates/{fingerprint}")
    ResponseEntity<?> certificate(@PathVariable String fingerprint) {
        if (fingerprint.length() != HEX_OF_A_HASH || !fingerprint.chars().allMatch(HexFormat::isHexDigit)) {
            return ProblemAnswers.json(new Problem(
                    ProblemType.MALFORMED,
                    "The certificate is named by the SHA-256 of its DER, 64 hexadecimal digits."));
        }
        return answer(log.about(Octets.ofHex(fingerprint)).map(ProvenJson::of));
    }

    @GetMapping("/api/v1/log/consistency")
    ResponseEntity<?> consistency(@RequestParam("first") long first, @RequestParam("second") long second) {
        return answer(log.consistency(first, second).map(path -> new ConsistencyJson(first, second, hex(path))));
    }

    private static <T> ResponseEntity<?> answer(Result<T> result) {
        return result instanceof Result.Refused<T> refused
                ? ProblemAnswers.json(refused.problem())
                : fresh(result.orElseThrow());
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(Caching.NEVER).body(body);
    }

    private static List<String> hex(List<Octets> path) {
        return path.stream().map(Octets::hex).toList();
    }

    /** @param head a compact JWS with the certificates of the signer that made it */
    record HeadJson(long size, String root, Instant at, String head) {
        static HeadJson of(PublishedHead head) {
            return new HeadJson(head.size(), head.root().hex(), head.signedAt(), head.jws());
        }
    }

    /** @param entries from that one on, in their order; none behind the last */
    record EntriesJson(long from, List<String> entries) {}

    /** @param head against which the entries are proven */
    record ProvenJson(HeadJson head, List<ProvenEntryJson> entries) {
        static ProvenJson of(PublishedLog.Proven proven) {
            return new ProvenJson(
                    HeadJson.of(proven.head()),
                    proven.entries().stream()
                            .map(each -> new ProvenEntryJson(each.index(), each.entry(), hex(each.path())))
                            .toList());
        }
    }

    record ProvenEntryJson(long index, String entry, List<String> path) {}

    record ConsistencyJson(long first, long second, List<String> path) {}
}
