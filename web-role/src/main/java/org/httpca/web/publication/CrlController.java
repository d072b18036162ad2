package org.httpca.web.publication;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuer.Crl;
import org.httpca.web.issuer.Issuers;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** CRLs, complete ones, shards and deltas (RFC 5280, sections 4.2.1.13 and 4.2.1.15; content type of RFC 2585). */
@Controller
class CrlController {
    private static final MediaType PKIX_CRL = MediaType.valueOf("application/pkix-crl");
    /** A cached CRL hides a revocation for as long. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    /** Nothing else is asked for in the database, and the complete one has one address alone. */
    private static final Pattern SHARD = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Issuers issuers;
    private final ProblemAnswers answers;
    private final Clock clock;

    CrlController(Issuers issuers, ProblemAnswers answers, Clock clock) {
        this.issuers = issuers;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping("/ca/{issuer}/crl.crl")
    Object whole(@PathVariable String issuer, HttpServletRequest call) {
        return answer(issuer, "", issuer, call);
    }

    @GetMapping("/ca/{issuer}/crl/{shard}.crl")
    Object shard(@PathVariable String issuer, @PathVariable String shard, HttpServletRequest call) {
        return SHARD.matcher(shard).matches() ? answer(issuer, shard, issuer + "-" + shard, call) : unknown(call);
    }

    private Object answer(String issuer, String shard, String name, HttpServletRequest call) {
        Optional<Crl> found = issuers.crl(issuer, shard);
        if (found.isEmpty()) {
            return unknown(call);
        }
        Crl crl = found.get();
        return Files.answer(
                PKIX_CRL,
                Published.named(name) + ".crl",
                issuers.der(crl),
                crl.sha256(),
                crl.thisUpdate(),
                caching(crl));
    }

    private Object unknown(HttpServletRequest call) {
        return answers.answer(
                new Problem(ProblemType.NOT_FOUND, "No CRL has been published under this address."), call);
    }

    /** Never beyond its next update. */
    private CacheControl caching(Crl crl) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, crl.nextUpdate());
        Duration kept = left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST_KEPT) < 0 ? left : LONGEST_KEPT;
        return CacheControl.maxAge(kept).cachePublic();
    }
}
