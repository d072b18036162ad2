package org.httpca.architecture.seeded.signer.transmit;

public final class SignerTransmitDoor {}
