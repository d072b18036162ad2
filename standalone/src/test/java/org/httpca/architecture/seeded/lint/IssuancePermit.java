package org.httpca.architecture.seeded.lint;

public final class IssuancePermit {
    public IssuancePermit() {}
}
