package org.httpca.message;

/**
 * The heads of a signer's audit chains, signed: what has been seen here can no longer be rewritten there.
 *
 * @param checkpoint a compact JWS, see {@code org.httpca.audit.AuditCheckpoint}
 */
public record AuditCheckpointPublished(String instance, long number, String checkpoint) implements Publication {}
