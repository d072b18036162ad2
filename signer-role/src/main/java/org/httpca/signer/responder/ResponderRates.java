package org.httpca.signer.responder;

import java.time.Clock;
import java.util.List;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.rate.HourlyLimit;

/** How many responders are certified in an hour, by all signers together. What is above gets no answer and is said again later. */
public final class ResponderRates {
    private final HourlyLimit limit;

    public ResponderRates(Responders responders, int perHour, AuditLog audit, Clock clock) {
        limit = new HourlyLimit(
                responders::writtenSince,
                perHour,
                "responder-rate-limit-reached",
                "The limit of " + perHour + " certificates of OCSP responders an hour is reached: more wait.",
                audit,
                clock);
    }

    /** How many there is room for, in the current transaction. */
    public int room() {
        return limit.room();
    }

    /** There was none for these. */
    public void exceeded(String stage, int left) {
        limit.exceeded(stage, left);
    }

    /** A sentence while it is so. */
    public List<String> alarms() {
        return limit.alarms();
    }
}
