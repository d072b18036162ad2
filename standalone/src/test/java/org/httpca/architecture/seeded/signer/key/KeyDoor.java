package org.httpca.architecture.seeded.signer.key;

public final class KeyDoor {}
