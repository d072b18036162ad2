package org.httpca.architecture.seeded.order;

public final class SignedOrder {
    public SignedOrder() {}
}
