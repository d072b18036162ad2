package org.httpca.web.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.httpca.pki.Ending;
import org.httpca.web.issuer.CrlView;
import org.httpca.web.issuer.IssuerView;

/**
 * Whether the CRLs that are served here are renewed in time (RFC 5280, section 5.1.2.5). The signer has an alarm of its own: this one
 * also tells of CRLs that were made and did not arrive, and of a signer that says nothing any more.
 */
final class CrlAlarms implements OwnAlarms {
    /** Of a week, three days: enough for a week-end. */
    private static final double LEFT_AT_LEAST = 3.0 / 7;
    /** A root's CRL is for a year, and is not to be renewed in its middle. */
    private static final Duration LONG_BEFORE = Duration.ofDays(30);

    private final Supplier<List<IssuerView>> issuers;
    private final Clock clock;

    CrlAlarms(Supplier<List<IssuerView>> issuers, Clock clock) {
        this.issuers = issuers;
        this.clock = clock;
    }

    @Override
    public List<String> now() {
        Instant now = clock.instant();
        return issuers.get().stream()
                // the CRL of a CA that has ended is asked for by nobody
                .filter(issuer -> issuer.notAfter().isAfter(now))
                .flatMap(issuer -> issuer.crls().stream().flatMap(crl -> alarm(issuer, crl, now).stream()))
                .toList();
    }

    private static Optional<String> alarm(IssuerView issuer, CrlView crl, Instant now) {
        String what = (crl.shard().isEmpty() ? "The CRL" : "The CRL '" + crl.shard() + "'") + " of issuer '"
                + issuer.name() + "' that is served here";
        return new Ending(what, crl.nextUpdate(), wayOut(issuer)).alarm(now, ahead(crl));
    }

    private static Duration ahead(CrlView crl) {
        Duration whole = Duration.between(crl.thisUpdate(), crl.nextUpdate());
        Duration part = Duration.ofSeconds(Math.round(whole.toSeconds() * LEFT_AT_LEAST));
        return part.compareTo(LONG_BEFORE) < 0 ? part : LONG_BEFORE;
    }

    private static String wayOut(IssuerView issuer) {
        return "Without a newer one, certificates of this issuer are refused wherever CRLs are checked. "
                + (issuer.root()
                        ? "Have a new one signed with the root's key, and put it where the signers have httpca.ca.root-crl."
                        : "See that a signer runs and says of no fault, and that broker and worker bring its messages.");
    }
}
