package org.httpca.architecture.seeded.worker.accept;

import org.httpca.architecture.seeded.web.WebDoor;

record WorkerKnowsWeb(WebDoor door) {}
