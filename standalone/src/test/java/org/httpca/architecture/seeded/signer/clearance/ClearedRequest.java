package org.httpca.architecture.seeded.signer.clearance;

public final class ClearedRequest {
    public ClearedRequest() {}
}
