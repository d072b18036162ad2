package org.httpca.web.audit;

/**
 * A checkpoint of a signer's audit log.
 *
 * @param number grows with each of the instance; about the time in milliseconds
 * @param checkpoint a compact JWS, signed with the instance's messaging identity
 */
public record SeenCheckpoint(String instance, long number, String checkpoint) {}
