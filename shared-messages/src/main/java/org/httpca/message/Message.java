package org.httpca.message;

/** What travels in envelopes. Each is idempotent by its own key: request id and digest, revision, or number. */
public sealed interface Message permits Command, Event {}
