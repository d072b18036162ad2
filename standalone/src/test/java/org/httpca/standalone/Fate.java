package org.httpca.standalone;

/** What becomes of a request by its name: most are signed at once, some must wait for an administrator, some are refused. */
enum Fate {
    SIGNED(".auto.test", "issued"),
    APPROVED(".held.test", "issued"),
    TURNED_DOWN(".held.test", "rejected"),
    WITHDRAWN(".held.test", "withdrawn"),
    REFUSED(".refused.test", "rejected");

    /** The number of the first that is to be approved. */
    static final int AN_APPROVED = 7;

    final String domain;
    /** The one status that it must have in the end. */
    final String outcome;

    Fate(String domain, String outcome) {
        this.domain = domain;
        this.outcome = outcome;
    }

    /** A mixture with more of the rare: of ten, six are signed at once, and one meets each of the other fates. */
    static Fate mixed(int number) {
        return switch (number % 10) {
            case 1 -> APPROVED;
            case 3 -> TURNED_DOWN;
            case 6 -> WITHDRAWN;
            case 8 -> REFUSED;
            default -> SIGNED;
        };
    }

    /** Of the request with that number: of a hundred two are approved, two turned down, and two against the policy. */
    static Fate of(int number) {
        return switch (number % 50) {
            case AN_APPROVED -> APPROVED;
            case 23 -> TURNED_DOWN;
            case 41 -> REFUSED;
            default -> SIGNED;
        };
    }
}
