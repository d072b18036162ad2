package org.httpca.architecture.seeded.signer;

public final class SignerDoor {}
