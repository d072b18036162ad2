package org.httpca.web.openid;

/** What came of an attempt. */
public sealed interface Outcome {

    /** An operator. */
    record Vouched(Identity identity) implements Outcome {}

    /**
     * Somebody whom the provider knows, and whom nothing makes an operator here.
     *
     * @param displayName as the provider has it
     */
    record NoOperator(String displayName) implements Outcome {}

    /** Nothing was found out about anybody; the log has more. */
    record Failed(Reason reason) implements Outcome {}

    /** Why not. */
    enum Reason {
        /** No attempt of this browser, or one that is over. */
        STALE,
        /** The provider says that it did not sign anybody in. */
        DECLINED,
        /** The answer does not hold. */
        UNTRUSTED,
        /** The provider does not answer. */
        AWAY,
        /** Too many are being asked about at once. */
        BUSY
    }

    static Outcome failed(Reason reason) {
        return new Failed(reason);
    }
}
