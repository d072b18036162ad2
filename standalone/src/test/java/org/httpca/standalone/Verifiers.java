package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * openssl, GnuTLS and NSS, asked about one certificate.
 *
 * @param folder with {@code NAME.pem}, {@code NAME-chain.pem}, {@code NAME-root.pem} and the CRLs of its issuer and root, DER, as
 *     {@code NAME.crl} and {@code NAME-root.crl}
 */
record Verifiers(Path folder, String name) {

    /** By its complete CRLs. */
    String openssl(String... more) throws Exception {
        StringBuilder crls = new StringBuilder();
        for (String crl : List.of(name, name + "-root")) {
            done("openssl", "crl", "-inform", "DER", "-in", crl + ".crl", "-out", crl + "-crl.pem");
            crls.append(Files.readString(folder.resolve(crl + "-crl.pem")));
        }
        Files.writeString(folder.resolve(name + "-crls.pem"), crls);
        List<String> words = new ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-crl_check_all"));
        words.addAll(List.of(more));
        words.addAll(List.of("-CRLfile", name + "-crls.pem", "-CAfile", name + "-root.pem"));
        words.addAll(List.of("-untrusted", name + "-chain.pem", name + ".pem"));
        return Program.run(folder, words.toArray(String[]::new)).output();
    }

    /** By the responder whose address is in it. */
    String opensslOcsp(String url) throws Exception {
        Files.writeString(
                folder.resolve(name + "-trust.pem"),
                Files.readString(folder.resolve(name + "-chain.pem"))
                        + Files.readString(folder.resolve(name + "-root.pem")));
        return Program.run(
                        folder,
                        "openssl",
                        "ocsp",
                        "-url",
                        url,
                        "-CAfile",
                        name + "-trust.pem",
                        "-issuer",
                        name + "-chain.pem",
                        "-cert",
                        name + ".pem")
                .output();
    }

    /** GnuTLS by the responder. */
    String ocsptool(String url) throws Exception {
        return Program.run(
                        folder,
                        "ocsptool",
                        "--ask=" + url,
                        "--load-issuer=" + name + "-chain.pem",
                        "--load-cert=" + name + ".pem",
                        "--load-trust=" + name + "-chain.pem")
                .output();
    }

    /** NSS by the complete CRLs. */
    String vfychain() throws Exception {
        String database = "sql:" + Files.createTempDirectory(folder, "nss");
        done("certutil", "-N", "-d", database, "--empty-password");
        done("certutil", "-A", "-d", database, "-n", "root", "-t", "C,,", "-a", "-i", name + "-root.pem");
        done("certutil", "-A", "-d", database, "-n", "issuing", "-t", ",,", "-a", "-i", name + "-chain.pem");
        for (String crl : List.of(name + "-root", name)) {
            done("crlutil", "-I", "-d", database, "-t", "1", "-i", crl + ".crl");
        }
        return Program.run(folder, "vfychain", "-d", database, "-u", "1", "-a", name + ".pem")
                .output();
    }

    private void done(String... words) throws IOException, InterruptedException {
        Program.Ended ended = Program.run(folder, words);
        if (ended.code() != 0) {
            throw new AssertionError(String.join(" ", words) + "\n" + ended.output());
        }
    }
}
