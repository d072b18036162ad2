package org.httpca.architecture.seeded.message;

import org.httpca.architecture.seeded.forward.outbox.OutboxDoor;

record MessageKnowsForward(OutboxDoor door) {}
