package org.httpca.architecture.seeded.worker.accept;

public final class WorkerAcceptDoor {}
