package org.httpca.signer.policy;

/** One rule: one question about an application. Rules are asked in order, up to the first that refuses. */
interface Rule {

    /** Such as {@code key-allowed}; administrators see it beside the finding. */
    String name();

    Finding check(CertificateApplication application);
}
