package org.httpca.lint;

import java.util.function.Consumer;
import org.httpca.pki.LongOctets;

/**
 * A row of a table: a good CRL, broken in one place.
 *
 * @param der the TBSCertList
 * @param crl the same with a signature
 * @param severity how bad it is to sign it
 * @param lints the names of those that must say so
 */
record BrokenCrl(String what, byte[] der, byte[] crl, Tbs issuer, Severity severity, String... lints) {

    static BrokenCrl crl(String what, Consumer<CrlTbs> change, String... lints) {
        CrlTbs crl = CrlTbs.good();
        change.accept(crl);
        return new BrokenCrl(what, crl.der(), crl.crl(), Tbs.issuing(Keys.P256, Keys.P256), Severity.ERROR, lints);
    }

    static BrokenCrl issuer(String what, Consumer<Tbs> change, String... lints) {
        Tbs issuer = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(issuer);
        CrlTbs good = CrlTbs.good();
        return new BrokenCrl(what, good.der(), good.crl(), issuer, Severity.ERROR, lints);
    }

    /** It is no reason not to sign. */
    BrokenCrl remarkedOnBy(Severity less) {
        return new BrokenCrl(what, der, crl, issuer, less, lints);
    }

    LintOutcome<CrlPermit> lint(Linter linter) {
        return linter.crl(LongOctets.of(der), issuer.holder());
    }

    @Override
    public String toString() {
        return String.join(" and ", lints) + ": " + what;
    }
}
