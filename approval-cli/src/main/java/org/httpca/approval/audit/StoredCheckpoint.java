package org.httpca.approval.audit;

/** A checkpoint that somebody kept, not verified. */
record StoredCheckpoint(String instance, long number, String jws) {}
