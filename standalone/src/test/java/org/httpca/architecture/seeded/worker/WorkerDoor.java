package org.httpca.architecture.seeded.worker;

public final class WorkerDoor {}
