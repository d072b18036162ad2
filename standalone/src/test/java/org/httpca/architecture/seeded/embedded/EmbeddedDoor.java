package org.httpca.architecture.seeded.embedded;

public final class EmbeddedDoor {}
