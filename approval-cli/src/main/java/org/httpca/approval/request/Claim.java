package org.httpca.approval.request;

import java.time.Instant;

/** An administrator looks at a request; others keep off until it expires. */
public record Claim(String administrator, Instant expiresAt) {}
