package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Octets;
import org.httpca.worker.TestCertificates;
import org.httpca.worker.WebSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishedCrlsTest {
    private static final long FIRST = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();
    /** Two thousand of them have more than two parts. */
    private static final int ENTRIES = 2_000;

    private final WebSide web = new WebSide();
    private final PublishedCrls crls =
            new PublishedCrls(web.jdbc, new ListedRevocations(web.jdbc, web.outbox, UUID::randomUUID));

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void aLongOneIsServedWhenAllItsPartsAreThereInWhateverOrder() {
        LongOctets der = crl(FIRST, ENTRIES);
        List<CrlPublished> parts = parts(FIRST, der);
        assertThat(parts).hasSizeGreaterThan(2);
        Collections.shuffle(parts, new Random(1));
        parts.subList(1, parts.size()).forEach(this::accept);
        accept(parts.get(1));
        assertThat(web.jdbc.queryForList("SELECT number FROM crl")).isEmpty();
        accept(parts.get(0));
        assertThat(served())
                .isEqualTo(FIRST + " " + der.length() + " " + der.sha256().hex());
        assertThat(stored(FIRST)).isEqualTo(der.toArray());
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM revocation", Integer.class))
                .as("learnt from it")
                .isEqualTo(ENTRIES);
    }

    @Test
    void untilTheNextIsCompleteTheOneBeforeIsServedAndItCanStillBeReadThen() {
        LongOctets first = crl(FIRST, ENTRIES);
        parts(FIRST, first).forEach(this::accept);
        List<CrlPublished> second = parts(FIRST + 1, crl(FIRST + 1, ENTRIES + 1));
        second.subList(1, second.size()).forEach(this::accept);
        assertThat(served()).startsWith(FIRST + " ");
        accept(second.get(0));
        assertThat(served()).startsWith(FIRST + 1 + " ");
        assertThat(stored(FIRST)).as("who is reading it goes on").isEqualTo(first.toArray());

        parts(FIRST + 2, crl(FIRST + 2, 3)).forEach(this::accept);
        assertThat(stored(FIRST)).isEmpty();
        assertThat(stored(FIRST + 1)).isNotEmpty();
    }

    @Test
    void whatIsLateChangesNothingAndWhatNeverCameInWholeIsForgotten() {
        List<CrlPublished> never = parts(FIRST + 1, crl(FIRST + 1, ENTRIES));
        accept(never.get(0));
        parts(FIRST + 2, crl(FIRST + 2, 1)).forEach(this::accept);
        assertThat(stored(FIRST + 1)).isEmpty();
        never.forEach(this::accept);
        assertThat(stored(FIRST + 1)).isEmpty();
        assertThat(served()).startsWith(FIRST + 2 + " ");
    }

    @Test
    void partsThatAreNotWhatWasSignedAreNotServed() {
        List<CrlPublished> parts = parts(FIRST, crl(FIRST, ENTRIES));
        CrlPublished last = parts.get(parts.size() - 1);
        byte[] altered = last.crl().toArray();
        altered[altered.length - 1] ^= 1;
        CrlPublished other =
                new CrlPublished(last.issuer(), last.shard(), last.number(), Octets.of(altered), last.part());
        parts.subList(0, parts.size() - 1).forEach(this::accept);
        assertThatThrownBy(() -> accept(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(web.jdbc.queryForList("SELECT number FROM crl")).isEmpty();
        accept(last);
        assertThat(served()).startsWith(FIRST + " ");
    }

    @Test
    void ofPartsThatTwoWorkersHaveTheLastToCommitSeesThatTheyAreAll() throws Exception {
        List<CrlPublished> parts = parts(FIRST, crl(FIRST, ENTRIES));
        CompletableFuture<Void> other = new CompletableFuture<>();
        web.transactions.executeWithoutResult(status -> {
            parts.subList(1, parts.size()).forEach(crls::accept);
            CompletableFuture.runAsync(() -> accept(parts.get(0))).whenComplete((done, fault) -> {
                if (fault == null) {
                    other.complete(null);
                } else {
                    other.completeExceptionally(fault);
                }
            });
            assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        });
        other.get(1, TimeUnit.MINUTES);
        assertThat(served()).startsWith(FIRST + " ");
    }

    @Test
    void publishedAgainItIsComparedAgain() {
        parts(FIRST, crl(FIRST, ENTRIES)).forEach(this::accept);
        web.jdbc.update("UPDATE revocation SET revision = 0, reason = NULL"); // a copy of yesterday
        parts(FIRST, crl(FIRST, ENTRIES)).forEach(this::accept);
        assertThat(web.jdbc.queryForObject(
                        "SELECT count(*) FROM revocation WHERE reason = 'superseded'", Integer.class))
                .isEqualTo(ENTRIES);
    }

    /** They do not list what is revoked all the same. */
    @Test
    void shardsAndDeltasAreServedAndSayNothingOfWhatTheyDoNotList() {
        parts(FIRST, crl(FIRST, 3)).forEach(this::accept);
        for (String shard : List.of("1", "delta")) {
            LongOctets der = crl(FIRST + 200_000, 1);
            CrlPublished.inParts("issuing", shard, FIRST + 200_000, der).forEach(this::accept);
        }
        assertThat(web.jdbc.queryForList("SELECT shard FROM crl ORDER BY shard", String.class))
                .containsExactly("", "1", "delta");
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM revocation WHERE reason IS NOT NULL", Integer.class))
                .isEqualTo(3);
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM outbox", Integer.class))
                .as("nothing is said again")
                .isZero();
    }

    private void accept(CrlPublished part) {
        web.transactions.executeWithoutResult(status -> crls.accept(part));
    }

    private static List<CrlPublished> parts(long number, LongOctets der) {
        return new ArrayList<>(CrlPublished.inParts("issuing", "", number, der));
    }

    private static LongOctets crl(long number, int entries) {
        Map<String, Integer> revoked = new TreeMap<>();
        for (int i = 0; i < entries; i++) {
            revoked.put(BigInteger.ONE.shiftLeft(150).add(BigInteger.valueOf(i)).toString(16), 4);
        }
        return LongOctets.of(
                TestCertificates.crl(Instant.ofEpochMilli(number), revoked).toArray());
    }

    private String served() {
        return web.jdbc
                .queryForList("SELECT number || ' ' || length || ' ' || encode(sha256, 'hex') FROM crl", String.class)
                .get(0);
    }

    private byte[] stored(long number) {
        LongOctets.Builder all = new LongOctets.Builder();
        web.jdbc
                .queryForList("SELECT octets FROM crl_part WHERE number = ? ORDER BY part", byte[].class, number)
                .forEach(all::write);
        return all.build().toArray();
    }
}
