package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.issuer;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Good certificates whose issuer may not issue them. */
final class AuthoritiesTable {
    static final List<BrokenCertificate> ROWS = List.of(
            issuer(
                    "the issuer is no CA",
                    tbs -> tbs.with(Extension.basicConstraints, true, new BasicConstraints(false)),
                    "issuer-authority"),
            issuer(
                    "the issuer has no basicConstraints",
                    tbs -> tbs.without(Extension.basicConstraints),
                    "issuer-authority"),
            issuer(
                    "the issuer may not sign certificates",
                    tbs -> tbs.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)),
                    "issuer-authority"),
            BrokenCertificate.of(
                    "a CA below a path length of 0", below(), Tbs.issuing(Keys.P256, Keys.P256), "issuer-authority"));

    private AuthoritiesTable() {}

    private static Tbs below() {
        Tbs tbs = Tbs.issuing(Keys.P256, Keys.P256)
                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(Tbs.ISSUING_KEY));
        tbs.issuer = Tbs.ISSUING;
        tbs.subject = new X500Name("CN=Fixture Lower CA");
        return tbs;
    }
}
