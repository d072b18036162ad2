package org.httpca.architecture.seeded.forward.broker;

public final class BrokerDoor {}
