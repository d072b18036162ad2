package org.httpca.architecture.seeded.web.page;

import org.httpca.architecture.seeded.worker.WorkerDoor;

record WebKnowsWorker(WorkerDoor door) {}
