package org.httpca.web.page;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.httpca.web.acme.account.AccountSummary;
import org.httpca.web.acme.challenge.FailedCheck;
import org.httpca.web.acme.order.OrderSummary;
import org.jspecify.annotations.Nullable;

/** Accounts, orders and failed checks of ACME as the pages show them: what strangers wrote is made fit for that. */
final class AcmeLines {
    private static final String MAILTO = "mailto:";

    private AcmeLines() {}

    /**
     * An account.
     *
     * @param heading its first contact, or its id
     * @param contacts mail addresses
     * @param externalKey the operator's name for it
     */
    record Account(
            String path,
            String id,
            String heading,
            String status,
            List<String> contacts,
            String thumbprint,
            String source,
            Moment madeAt,
            @Nullable Moment agreedAt,
            @Nullable String externalKey) {
        public boolean valid() {
            return status.equals("valid");
        }

        /** What its holder did is greyed; what an operator did is red. */
        public String tone() {
            return status.equals("deactivated") ? "expired" : status;
        }
    }

    /**
     * An order.
     *
     * @param heading its first name
     * @param more how many further names it has
     * @param request the page of what it was finalized as
     */
    record Order(
            String id,
            String heading,
            int more,
            String status,
            String account,
            Moment madeAt,
            Moment expiresAt,
            @Nullable String request) {
        public String tone() {
            return switch (status) {
                case "invalid" -> "rejected";
                case "processing" -> "on-hold";
                default -> status;
            };
        }
    }

    /** A check that failed. */
    record Check(
            String name,
            String method,
            String account,
            Moment at,
            int attempts,
            String error,
            @Nullable String detail) {}

    static Account account(AccountSummary account) {
        List<String> contacts =
                account.contacts().stream().flatMap(AcmeLines::contact).toList();
        return new Account(
                AcmePlaces.account(account.id()),
                account.id().toString(),
                contacts.isEmpty() ? account.id().toString() : contacts.get(0),
                account.status(),
                contacts,
                account.thumbprint(),
                account.source(),
                new Moment(account.madeAt()),
                account.termsAgreedAt() == null ? null : new Moment(account.termsAgreedAt()),
                account.externalKey());
    }

    static List<Account> accounts(List<AccountSummary> all) {
        return all.stream().map(AcmeLines::account).toList();
    }

    static List<Order> orders(List<OrderSummary> all) {
        return all.stream()
                .map(order -> new Order(
                        order.id().toString(),
                        order.names().isEmpty()
                                ? order.id().toString()
                                : order.names().get(0),
                        Math.max(0, order.names().size() - 1),
                        order.status(),
                        AcmePlaces.account(order.account()),
                        new Moment(order.madeAt()),
                        new Moment(order.expiresAt()),
                        order.request() == null ? null : "/requests/" + order.request()))
                .toList();
    }

    static List<Check> checks(List<FailedCheck> all) {
        return all.stream()
                .map(check -> new Check(
                        check.name(),
                        check.method(),
                        AcmePlaces.account(check.account()),
                        new Moment(check.at()),
                        check.attempts(),
                        Objects.requireNonNullElse(Shown.line(check.error()), ""),
                        Shown.line(check.detail())))
                .toList();
    }

    private static Stream<String> contact(String uri) {
        return Stream.ofNullable(Shown.line(uri.startsWith(MAILTO) ? uri.substring(MAILTO.length()) : uri));
    }
}
