package org.httpca.worker.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.httpca.forward.loop.Work;
import org.httpca.worker.notify.EndingCertificates.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a notice of each certificate that has come so near to its end as one of the times ahead, unless it is revoked or renewed; and writes down
 * to whom it goes, in the same transaction. One worker at a time does it, so that the numbers are in the order of the commits and whoever reads
 * on behind a number misses nothing; that there is one notice for each certificate and time, the table's key sees to.
 *
 * <p>After an outage a certificate is told of for the shortest time ahead that has come, alone. What had come near before the first turn of all, or
 * before a time was set, is not told of for that time.
 */
final class ExpiryNotices implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotices.class);
    private static final int MOST = 500;
    /** While nothing comes near, the progress is written as seldom as this: an idle worker writes next to nothing. */
    private static final Duration STEP = Duration.ofMinutes(5);
    /** Of the advisory lock; "httpca notice" in no other place. */
    private static final long LOCK = 0x6e6f74696365L;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final EndingCertificates certificates;
    private final Renewals renewals;
    private final Notices notices;
    private final Recipients recipients;
    private final List<Duration> times;
    private final Clock clock;

    /** @param times the longest first */
    ExpiryNotices(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Notices notices,
            Recipients recipients,
            List<Duration> times,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.certificates = new EndingCertificates(jdbc);
        this.renewals = new Renewals(jdbc);
        this.notices = notices;
        this.recipients = recipients;
        this.times = times;
        this.clock = clock;
    }

    /** @return how many certificates were looked at */
    @Override
    public int run() {
        Integer looked = transactions.execute(status -> {
            if (!Boolean.TRUE.equals(jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
                return 0;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            int sum = 0;
            for (int i = 0; i < times.size(); i++) {
                Duration next = i + 1 < times.size() ? times.get(i + 1) : Duration.ZERO;
                sum += look(times.get(i), now.plus(next), now.plus(times.get(i)), now);
            }
            return sum;
        });
        return looked == null ? 0 : looked;
    }

    /** Those that end after {@code nearer}, which a shorter time ahead does not tell of, and until {@code end}. */
    private int look(Duration ahead, Instant nearer, Instant end, Instant now) {
        // What is further ahead was left by a clock that was wrong, and nothing that is looked at twice is told of
        // twice.
        Optional<Place> stored =
                certificates.progress(ahead).filter(place -> !place.notAfter().isAfter(end));
        Place known = stored.orElse(Place.after(end));
        Place from = known.isAfter(Place.after(nearer)) ? known : Place.after(nearer);
        List<EndingCertificate> ending = certificates.between(from, end, MOST);
        int told = 0;
        for (EndingCertificate certificate : ending) {
            if (!certificate.revoked() && certificate.livesLongEnoughFor(ahead) && !renewals.has(certificate)) {
                told += notices.add(certificate, ahead, now).map(this::address).orElse(0);
            }
        }
        if (told > 0) {
            LOG.info("Made {} notices of certificates that end within {} hours.", told, ahead.toHours());
        }
        if (!ending.isEmpty()
                || stored.isEmpty()
                || end.isAfter(known.notAfter().plus(STEP))) {
            EndingCertificate last = ending.size() < MOST ? null : ending.get(ending.size() - 1);
            certificates.progress(ahead, last == null ? Place.after(end) : new Place(last.notAfter(), last.number()));
        }
        return ending.size();
    }

    private int address(Notice notice) {
        recipients.address(notice);
        return 1;
    }
}
