package org.httpca.message;

/** Something that the signer publishes again and again. The greatest number is the truth; late and repeated ones are no-ops. */
public sealed interface Publication extends Event
        permits ProfilesPublished, IssuersPublished, CrlPublished, HeartbeatPublished, AuditCheckpointPublished {

    /** The larger of the last number + 1 and the time in milliseconds, so that it grows even over a restored back-up. */
    long number();
}
