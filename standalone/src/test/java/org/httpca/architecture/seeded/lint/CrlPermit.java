package org.httpca.architecture.seeded.lint;

public final class CrlPermit {
    public CrlPermit() {}
}
