package org.httpca.architecture.seeded.envelope;

public final class Verified {
    public Verified() {}
}
