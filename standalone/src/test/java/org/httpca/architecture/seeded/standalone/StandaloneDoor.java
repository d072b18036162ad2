package org.httpca.architecture.seeded.standalone;

public final class StandaloneDoor {}
