package org.httpca.lint;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table: a good certificate, broken in one place.
 *
 * @param issuer null for a root
 * @param lints the names of those that must say so
 */
record BrokenCertificate(String what, byte[] der, @Nullable Tbs issuer, String... lints) {

    static BrokenCertificate endEntity(String what, Consumer<Tbs> change, String... lints) {
        return endEntity(what, Keys.P256, change, lints);
    }

    static BrokenCertificate endEntity(String what, SubjectPublicKeyInfo key, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.endEntity(key, Keys.P256);
        change.accept(tbs);
        return new BrokenCertificate(what, tbs.der(), Tbs.issuing(Keys.P256, Keys.P256), lints);
    }

    /** A good certificate under an issuer that is broken. */
    static BrokenCertificate issuer(String what, Consumer<Tbs> change, String... lints) {
        Tbs issuer = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(issuer);
        return new BrokenCertificate(what, Tbs.endEntity(Keys.P256, Keys.P256).der(), issuer, lints);
    }

    static BrokenCertificate issuing(String what, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(tbs);
        return new BrokenCertificate(what, tbs.der(), Tbs.root(Keys.P256), lints);
    }

    static BrokenCertificate root(String what, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.root(Keys.P256);
        change.accept(tbs);
        return new BrokenCertificate(what, tbs.der(), null, lints);
    }

    static BrokenCertificate bytes(String what, UnaryOperator<byte[]> change, String... lints) {
        byte[] der = change.apply(Tbs.endEntity(Keys.P256, Keys.P256).der());
        return new BrokenCertificate(what, der, Tbs.issuing(Keys.P256, Keys.P256), lints);
    }

    LintOutcome<IssuancePermit> lint(Linter linter) {
        return issuer == null ? linter.selfSigned(der) : linter.certificate(der, issuer.holder());
    }

    @Override
    public String toString() {
        return String.join(" and ", lints) + ": " + what;
    }
}
