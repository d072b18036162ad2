package org.httpca.architecture.seeded.forward.outbox;

public final class OutboxDoor {}
