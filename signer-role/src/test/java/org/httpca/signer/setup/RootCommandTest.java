package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.Roots;
import org.httpca.signer.testing.IssuedCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootCommandTest {
    @TempDir
    Path folder = Path.of("");

    private CaCommands ca = new CaCommands(Path.of(""));

    @BeforeEach
    void installation() throws Exception {
        TestInstallation.copyTo(folder);
        ca = new CaCommands(folder);
    }

    @AfterEach
    void keep() throws Exception {
        IssuedCertificates.keepAll(folder);
    }

    @Test
    void anotherRootIsPublishedBeforeAnythingIsBelowIt() {
        ca.done("root", "add", "root-2", "--key", "p384");
        List<Roots.Root> roots = ca.folder().roots();
        assertThat(roots).singleElement().satisfies(root -> {
            assertThat(root.name()).isEqualTo("root-2");
            assertThat(root.certificate()).isEqualTo(Chains.readRoot(folder.resolve("ca/root-2.pem")));
            assertThat(root.crl()).isNotNull();
        });
        assertThat(folder.resolve("signer/roots/root-2.p12")).doesNotExist();
        assertThat(folder.resolve("operator/roots/root-2.p12")).exists();

        ca.done("issuer", "add", "issuing-2", "--root", "root-2");
        Issuer issuer = ca.issuer("issuing-2");
        assertThat(issuer.root()).isEqualTo(roots.get(0).certificate());
        assertThat(Roots.of(roots, new Issuers(List.of(issuer)), null).all())
                .as("a root has one name")
                .containsExactlyElementsOf(roots);
    }

    @Test
    void whoeverTrustsTheOldRootBelievesWhatIsBelowTheNewOne() throws Exception {
        ca.done("root", "add", "root-2");
        ca.done("issuer", "add", "issuing-2", "--root", "root-2");
        assertThat(ca.done("root", "cross", "root-2", "--by", "root").text())
                .contains("Another chain with it have: issuing-2", "chain-2.pem");

        X509CertificateHolder old = Chains.readRoot(folder.resolve("ca/root.pem"));
        Issuer issuer = ca.issuer("issuing-2");
        assertThat(issuer.alternates()).singleElement().satisfies(chain -> {
            assertThat(chain).hasSize(3).startsWith(issuer.certificate()).endsWith(old);
            Chains.check(chain);
            assertThat(chain.get(1).getSubject()).isEqualTo(issuer.root().getSubject());
            assertThat(BasicConstraints.fromExtensions(chain.get(1).getExtensions())
                            .getPathLenConstraintInteger())
                    .hasToString("1");
        });
        assertThat(ca.refused("root", "cross", "root", "--by", "root").text()).contains("not certified by itself");
        for (String taken : List.of("root-2", "issuing-2", "root", "issuing", "chain")) {
            assertThat(ca.refused("root", "add", taken).text()).contains("There is a CA '" + taken + "' already");
            assertThat(ca.refused("issuer", "add", taken).text()).contains("already");
        }
        assertThat(ca.refused("issuer", "add", "lab-root").text()).contains("the root above 'lab'");
    }

    @Test
    void aStolenIssuersCertificateIsRevokedByItsRoot() throws Exception {
        ca.done("issuer", "add", "lab");
        ca.done("root", "crl", "root", "--revoke", folder.resolve("ca/lab.pem").toString());
        X509CRLHolder crl = new X509CRLHolder(Files.readAllBytes(folder.resolve("signer/root.crl")));
        assertThat(crl.getRevokedCertificate(ca.issuer("lab").certificate().getSerialNumber()))
                .isNotNull();

        assertThat(ca.done("root", "crl").text()).contains("a CRL with 1 entries");
        X509CRLHolder next = new X509CRLHolder(Files.readAllBytes(folder.resolve("signer/root.crl")));
        assertThat(next.getRevokedCertificates()).as("what was revoked stays").hasSize(1);
        assertThat(next).isNotEqualTo(crl);

        ca.done("issuer", "renew", "lab");
        Files.delete(folder.resolve("signer/root.crl"));
        Files.delete(folder.resolve("signer/roots/root.crl"));
        assertThat(ca.done(
                                "root",
                                "crl",
                                "root",
                                "--revoke",
                                folder.resolve("ca/lab.pem").toString())
                        .text())
                .as("of this key each certificate, whatever a signer's folder has lost")
                .contains("a CRL with 2 entries");
        assertThat(new X509CRLHolder(Files.readAllBytes(folder.resolve("signer/roots/root.crl")))
                        .getRevokedCertificates())
                .as("where the signer finds it")
                .hasSize(2);

        assertThat(ca.refused("root", "crl", "root", "--reason", "boredom").text())
                .contains("'boredom' is no reason");
        ca.done("root", "add", "root-2");
        assertThat(ca.refused(
                                "root",
                                "crl",
                                "root-2",
                                "--revoke",
                                folder.resolve("ca/lab.pem").toString())
                        .text())
                .contains("was not issued by root 'root-2'");
    }
}
