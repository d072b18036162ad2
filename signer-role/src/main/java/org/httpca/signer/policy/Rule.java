package org.httpca.signer.policy;

/** One rule: one question about an application. Rules are asked in order, up to the first that refuses. */
interface Rule {

    /** Such as {@code key-allowed}; administrators see it beside the finding. */
    String name();

    /** Whether there is anything to ask; where there is not, nothing is said. Asked after the rules before it have passed. */
    default boolean concerns(CertificateApplication application) {
        return true;
    }

    Finding check(CertificateApplication application);
}
