package org.httpca.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.httpca.pki.Octets;
import org.httpca.web.Published;
import org.httpca.web.SettableClock;
import org.httpca.web.WebUnderTest;
import org.httpca.web.issuer.CrlView;
import org.httpca.web.issuer.IssuerView;
import org.junit.jupiter.api.Test;

class CrlAlarmsTest {
    private static final Instant MADE = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant CA_ENDS = MADE.plus(Duration.ofDays(1_825));

    private final SettableClock clock = new SettableClock(MADE);

    @Test
    void aWeeksCrlIsTooOldWhenLessThanThreeDaysAreLeft() {
        CrlAlarms alarms = alarms(issuer("issuing", false, CA_ENDS, crl("", WEEK)));
        clock.set(MADE.plus(Duration.ofDays(4)));
        assertThat(alarms.now()).isEmpty();
        clock.set(clock.instant().plusSeconds(1));
        assertThat(alarms.now())
                .singleElement()
                .asString()
                .startsWith("URGENT: The CRL of issuer 'issuing' that is served here ends in 2 days, at"
                        + " 2026-11-28T12:00:00Z. Without a newer one,")
                .contains("See that a signer runs");
    }

    @Test
    void oneThatHasEndedIsSaidToHaveEnded() {
        CrlAlarms alarms = alarms(issuer("issuing", false, CA_ENDS, crl("", WEEK)));
        clock.set(MADE.plus(WEEK));
        assertThat(alarms.now())
                .singleElement()
                .asString()
                .startsWith("URGENT: The CRL of issuer 'issuing' that is served here ended at 2026-11-28T12:00:00Z.");
    }

    @Test
    void aCrlOfADayIsTooOldLaterAndOneOfAYearThirtyDaysAhead() {
        CrlAlarms alarms = alarms(
                issuer("short", false, CA_ENDS, crl("", Duration.ofDays(1))),
                issuer("root", true, CA_ENDS, crl("", Duration.ofDays(365))));
        clock.set(MADE.plus(Duration.ofHours(13)));
        assertThat(alarms.now()).isEmpty();
        clock.set(MADE.plus(Duration.ofHours(14)));
        assertThat(alarms.now()).singleElement().asString().contains("'short'");
        clock.set(MADE.plus(Duration.ofDays(335)).plusSeconds(1));
        assertThat(alarms.now()).hasSize(2).last().asString().contains("'root'", "ends in 29 days", "root's key");
    }

    @Test
    void eachShardIsLookedAtAndAnIssuerThatHasEndedNot() {
        CrlAlarms alarms = alarms(
                issuer("issuing", false, CA_ENDS, crl("", WEEK), crl("a", Duration.ofDays(1))),
                issuer("former", false, MADE.plus(Duration.ofDays(2)), crl("", Duration.ofDays(1))));
        clock.set(MADE.plus(Duration.ofDays(2)));
        assertThat(alarms.now()).singleElement().asString().contains("The CRL 'a' of issuer 'issuing'");
    }

    /** With the clock, the database and the heartbeats of the real thing. */
    @Test
    void theStatusSaysSo() {
        WebUnderTest web = WebUnderTest.shared();
        Instant now = Instant.now();
        Published.crl(web.owner(), "old", 1, now.minus(WEEK), now.plusSeconds(60), new byte[] {0x30, 0});
        try {
            Instant patience = now.plus(Duration.ofMinutes(1));
            String alarms;
            do {
                web.bean(OwnHeartbeat.class).beat();
                alarms = web.http().get("/api/v1/status").json().get("alarms").toString();
            } while (!alarms.contains("The CRL 'old'") && Instant.now().isBefore(patience));
            assertThat(alarms)
                    .contains("The CRL 'old' of issuer 'issuing' that is served here ends in less than a day");
        } finally {
            web.owner().sql("delete from crl_part where shard = 'old'").update();
            web.owner().sql("delete from crl where shard = 'old'").update();
        }
    }

    private CrlAlarms alarms(IssuerView... issuers) {
        return new CrlAlarms(() -> List.of(issuers), clock);
    }

    private static CrlView crl(String shard, Duration life) {
        return new CrlView(shard, 1, MADE, MADE.plus(life));
    }

    private static IssuerView issuer(String name, boolean root, Instant notAfter, CrlView... crls) {
        return new IssuerView(
                name,
                Octets.of(new byte[0]),
                List.of(),
                root,
                List.of(),
                "",
                "CN=" + name,
                "1",
                "EC P-256",
                "",
                MADE,
                notAfter,
                List.of(crls));
    }
}
