package org.httpca.bench;

/** What an order consists of, in the order of RFC 8555, section 7.1. */
enum AcmeStep {
    NEW_ORDER("newOrder"),
    AUTHORIZATION("authorization"),
    /** From "I am ready" to an authorization that is valid: the check is in it. */
    CHALLENGE("challenge"),
    FINALIZE("finalize"),
    /** From the answer to finalize to an order that is valid; nothing where that answer had it. */
    ISSUING("issuing"),
    DOWNLOAD("download");

    private final String word;

    AcmeStep(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
