package org.httpca.architecture.seeded.lint;

import org.httpca.architecture.seeded.forward.outbox.OutboxDoor;

record LintKnowsForward(OutboxDoor door) {}
