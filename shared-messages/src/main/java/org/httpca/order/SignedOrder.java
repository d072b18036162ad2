package org.httpca.order;

/** An order whose signature held, by the key of the administrator whom it names. Only {@link Administrators} makes one. */
public final class SignedOrder {

    private final Order order;

    SignedOrder(Order order) {
        this.order = order;
    }

    public Order order() {
        return order;
    }
}
