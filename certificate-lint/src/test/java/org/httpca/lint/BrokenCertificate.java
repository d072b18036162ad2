package org.httpca.lint;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table: a good certificate, broken in one place.
 *
 * @param der the TBSCertificate
 * @param certificate the same with a signature
 * @param issuer null for a root
 * @param severity how bad it is to sign it
 * @param lints the names of those that must say so
 */
record BrokenCertificate(
        String what,
        byte[] der,
        byte[] certificate,
        @Nullable Tbs issuer,
        Severity severity,
        String... lints) {

    static BrokenCertificate of(String what, Tbs tbs, @Nullable Tbs issuer, String... lints) {
        return new BrokenCertificate(what, tbs.der(), tbs.certificate(), issuer, Severity.ERROR, lints);
    }

    static BrokenCertificate endEntity(String what, Consumer<Tbs> change, String... lints) {
        return endEntity(what, Keys.P256, change, lints);
    }

    static BrokenCertificate endEntity(String what, SubjectPublicKeyInfo key, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.endEntity(key, Keys.P256);
        change.accept(tbs);
        return of(what, tbs, Tbs.issuing(Keys.P256, Keys.P256), lints);
    }

    /** A good certificate under an issuer that is broken. */
    static BrokenCertificate issuer(String what, Consumer<Tbs> change, String... lints) {
        Tbs issuer = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(issuer);
        return of(what, Tbs.endEntity(Keys.P256, Keys.P256), issuer, lints);
    }

    static BrokenCertificate issuing(String what, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.issuing(Keys.P256, Keys.P256);
        change.accept(tbs);
        return of(what, tbs, Tbs.root(Keys.P256), lints);
    }

    static BrokenCertificate root(String what, Consumer<Tbs> change, String... lints) {
        Tbs tbs = Tbs.root(Keys.P256);
        change.accept(tbs);
        return of(what, tbs, null, lints);
    }

    static BrokenCertificate bytes(String what, UnaryOperator<byte[]> change, String... lints) {
        Tbs good = Tbs.endEntity(Keys.P256, Keys.P256);
        return new BrokenCertificate(
                what,
                change.apply(good.der()),
                change.apply(good.certificate()),
                Tbs.issuing(Keys.P256, Keys.P256),
                Severity.ERROR,
                lints);
    }

    /** It is no reason not to sign. */
    BrokenCertificate remarkedOnBy(Severity less) {
        return new BrokenCertificate(what, der, certificate, issuer, less, lints);
    }

    LintOutcome<IssuancePermit> lint(Linter linter) {
        return issuer == null ? linter.selfSigned(der) : linter.certificate(der, issuer.holder());
    }

    @Override
    public String toString() {
        return String.join(" and ", lints) + ": " + what;
    }
}
