package org.httpca.lint;

import java.util.function.Consumer;

/** A row of a table: a good CRL, broken in one place, and the lints that must say so. */
record BrokenCrl(String what, byte[] der, Tbs issuer, String... lints) {

    static BrokenCrl crl(String what, Consumer<CrlTbs> change, String... lints) {
        CrlTbs crl = CrlTbs.good();
        change.accept(crl);
        return new BrokenCrl(what, crl.der(), Tbs.issuing(Keys.P256, Keys.P256), lints);
    }

    static BrokenCrl issuer(String what, Consumer<Tbs> change, String... lints) {
        Tbs issuer = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(issuer);
        return new BrokenCrl(what, CrlTbs.good().der(), issuer, lints);
    }

    LintOutcome<CrlPermit> lint(Linter linter) {
        return linter.crl(der, issuer.holder());
    }

    @Override
    public String toString() {
        return String.join(" and ", lints) + ": " + what;
    }
}
