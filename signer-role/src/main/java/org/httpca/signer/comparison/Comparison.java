package org.httpca.signer.comparison;

import java.time.Instant;
import org.httpca.message.CertificatePlace;
import org.jspecify.annotations.Nullable;

/**
 * How far the comparison is.
 *
 * @param comparedUntil by notBefore
 * @param restoredAt when somebody said that this database was restored; null when that was dealt with
 * @param copyOf when the copy was made that it was restored from; null if that is not known
 * @param number of the question that stands; null if none does
 * @param until where its stretch ends
 * @param after how far it was answered; null at the beginning
 * @param learned how many certificates came that way, ever
 * @param twice how many requests have a second certificate by that
 */
record Comparison(
        Instant comparedUntil,
        @Nullable Instant restoredAt,
        @Nullable Instant copyOf,
        @Nullable Long number,
        @Nullable Instant askedAt,
        @Nullable Instant until,
        @Nullable CertificatePlace after,
        long learned,
        @Nullable Instant learnedAt,
        long twice) {}
