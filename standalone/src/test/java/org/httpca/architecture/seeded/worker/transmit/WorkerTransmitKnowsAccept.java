package org.httpca.architecture.seeded.worker.transmit;

import org.httpca.architecture.seeded.worker.accept.WorkerAcceptDoor;

record WorkerTransmitKnowsAccept(WorkerAcceptDoor door) {}
