package org.httpca.architecture.seeded.web.page;

import org.httpca.architecture.seeded.forward.outbox.OutboxDoor;

record PageKnowsOutbox(OutboxDoor door) {}
