package org.httpca.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;

/**
 * What installations have issued that tests started, kept below {@code target/issued} for {@link CertificatesOfTheRunIT}. A row
 * that a test has put into a database by hand was not issued: its request was taken back, or there is none.
 */
final class IssuedCertificates {
    /** Of a signer's database, as hexadecimal. */
    static final String SELECT = "SELECT encode(c.der, 'hex') FROM certificate c JOIN request r ON r.id = c.request_id"
            + " WHERE r.outcome = 'Issued'";

    private static final Path FOLDER = Path.of("target", "issued");

    private IssuedCertificates() {}

    /** Those of a standalone whose database still runs. */
    static void keep(Path data) {
        try {
            keep(Tables.signer(data).lines(SELECT), data);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The certificates of " + data + " cannot be kept", e);
        }
    }

    /** @param installation what the set-up has made, with the CAs' certificates in {@code ca/} */
    static void keep(List<String> issued, Path installation) {
        try {
            Files.createDirectories(FOLDER);
            List<byte[]> authorities = Pem.decodeCertificates(Files.readString(installation.resolve("ca/chain.pem")));
            for (Octets der : Stream.concat(
                            authorities.stream().map(Octets::of),
                            issued.stream().map(Octets::ofHex))
                    .toList()) {
                Files.write(FOLDER.resolve(der.sha256().hex() + ".der"), der.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
