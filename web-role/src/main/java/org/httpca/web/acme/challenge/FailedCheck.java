package org.httpca.web.acme.challenge;

import java.time.Instant;
import java.util.UUID;

/**
 * A check that did not find what it should have.
 *
 * @param name what was to be shown; a wildcard name with its {@code *.}
 * @param method the challenge's type
 * @param attempts how often the worker looked
 * @param error the problem's type, without the name space of ACME
 * @param detail what the worker saw, in English
 */
public record FailedCheck(
        UUID id, UUID account, String name, String method, Instant at, int attempts, String error, String detail) {}
