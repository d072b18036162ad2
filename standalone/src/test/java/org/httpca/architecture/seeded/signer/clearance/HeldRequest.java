package org.httpca.architecture.seeded.signer.clearance;

public final class HeldRequest {
    public HeldRequest() {}
}
