package org.httpca.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a signer is.
 *
 * @param requestsByState how many requests are in each state that is not final
 * @param stages the last turn of each stage thread
 * @param alarms sentences for the operator
 */
public record HeartbeatPublished(
        String instance,
        long number,
        Instant at,
        String version,
        Map<String, Long> requestsByState,
        Map<String, Instant> stages,
        List<String> alarms)
        implements Publication {}
