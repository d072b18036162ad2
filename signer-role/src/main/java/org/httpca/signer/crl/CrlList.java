package org.httpca.signer.crl;

import java.time.Duration;
import org.httpca.signer.issuer.CrlShards;

/**
 * One of an issuer's CRLs: the complete one, a shard, or what has changed since a complete one.
 *
 * @param shard empty for the complete one
 */
record CrlList(String issuer, String shard) {
    static CrlList complete(String issuer) {
        return new CrlList(issuer, "");
    }

    static CrlList delta(String issuer) {
        return new CrlList(issuer, CrlShards.DELTA);
    }

    boolean isComplete() {
        return shard.isEmpty();
    }

    boolean isDelta() {
        return shard.equals(CrlShards.DELTA);
    }

    /** Who has an old delta has the complete CRL still, and believes the old for no longer than a day. */
    Duration life() {
        return isDelta() ? Crls.DELTA_LIFE : Crls.LIFE;
    }

    Duration renewedAfter() {
        return isDelta() ? Crls.DELTA_RENEWED_AFTER : Crls.RENEWED_AFTER;
    }

    @Override
    public String toString() {
        return shard.isEmpty() ? issuer : issuer + "/" + shard;
    }
}
