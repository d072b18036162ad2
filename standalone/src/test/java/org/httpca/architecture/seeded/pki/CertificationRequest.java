package org.httpca.architecture.seeded.pki;

public final class CertificationRequest {
    public CertificationRequest() {}
}
