package org.httpca.signer.decide;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.httpca.order.Action;
import org.httpca.order.Administrators;
import org.httpca.order.Order;
import org.httpca.order.SignedOrder;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.administrator.StoredOrder;

/** Believes in orders by their signatures, and in nothing that stands beside them in the table. */
public final class OrderCheck {

    private final Supplier<Administrators> administrators;
    private final Orders orders;

    /** @param administrators those of now */
    public OrderCheck(Supplier<Administrators> administrators, Orders orders) {
        this.administrators = administrators;
        this.orders = orders;
    }

    /** The order, if an administrator of today signed it, its row repeats it truly, and it was not counted before. */
    Result<Order> check(StoredOrder row) {
        return signed(row).flatMap(order -> {
            long last = orders.lastSequence(order.administrator());
            return order.sequence() > last
                    ? Result.passed(order)
                    : refused("Its number " + order.sequence() + " is not above " + last
                            + ", the last one of this administrator that was counted.");
        });
    }

    /** Who approved exactly this content, by orders that were counted. They are verified anew: a row can be written by anybody. */
    Set<String> approvedBy(UUID requestId, Octets digest) {
        Set<String> names = new HashSet<>();
        for (StoredOrder row : orders.counted(requestId)) {
            if (signed(row) instanceof Result.Passed<Order> passed
                    && passed.value().action() == Action.APPROVE
                    && passed.value().digest().equals(digest)) {
                names.add(passed.value().administrator());
            }
        }
        return names;
    }

    private Result<Order> signed(StoredOrder row) {
        return administrators
                .get()
                .verify(row.jws())
                .map(SignedOrder::order)
                .flatMap(order -> row.tells(order)
                        ? Result.passed(order)
                        : refused("What is stored beside the order is not what it says."));
    }

    private static <T> Result<T> refused(String why) {
        return Result.refused(ProblemType.FORBIDDEN, why);
    }
}
