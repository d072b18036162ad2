package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.httpca.order.AdministratorKey;
import org.httpca.signer.administrator.AdministratorFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorCommandTest {

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void aSignersFolderAndAFirstAdministrator() throws IOException {
        Files.createDirectories(folder.resolve("signer/administrators"));
        Path first = Files.createDirectories(folder.resolve("operator"));
        Files.writeString(
                first.resolve("approval.yml"),
                Settings.approval("test", "admin", "jdbc:postgresql://localhost/signer"));
        Files.writeString(first.resolve("database-password"), "narrow\n");
        Files.writeString(first.resolve("messaging-ca.pem"), "the messaging CA\n");
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("administrator"));
        all.addAll(List.of(arguments));
        int code = Setup.run(all, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private Ran atSigner(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return run(all.toArray(String[]::new));
    }

    private Ran create(String name) {
        return run(
                "create",
                name,
                "--out",
                folder.resolve(name).toString(),
                "--like",
                folder.resolve("operator").toString());
    }

    @Test
    void anAdministratorIsMadeAddedListedAndRemoved() throws IOException {
        Ran created = create("mary");
        assertThat(created.err()).isEmpty();
        Path marys = folder.resolve("mary");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marys)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marys.resolve("mary.p12"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(marys.resolve("approval.yml")))
                .contains("keystore: mary.p12", "passphrase-file: mary.passphrase", "password-file: database-password")
                .doesNotContain("admin.p12");
        AdministratorKey key = AdministratorKey.load(
                marys.resolve("mary.p12"),
                Files.readString(marys.resolve("mary.passphrase")).strip().toCharArray());
        assertThat(key.name()).isEqualTo("mary");

        Ran added = atSigner("add", marys.resolve("mary.pem").toString());
        assertThat(added.code()).isZero();
        String fingerprint = AdministratorFolder.fingerprint(marys.resolve("mary.pem"));
        assertThat(created.out()).contains(fingerprint);
        assertThat(added.out()).contains("'mary' is an administrator: " + fingerprint);
        assertThat(atSigner("list").out()).isEqualTo(fingerprint + "  mary" + System.lineSeparator());
        assertThat(AdministratorFolder.load(folder.resolve("signer/administrators"))
                        .names())
                .containsExactly("mary");

        Ran removed = atSigner("remove", "mary");
        assertThat(removed.out()).contains("'mary' is no administrator any more", "Nobody is left");
        assertThat(atSigner("list").out()).isEmpty();
    }

    /** As root adds it for a signer that runs as somebody else; who is not root makes files of his own in any case. */
    @Test
    void whatIsAddedIsTheSignersToRead() throws IOException {
        create("mary");
        Path administrators = folder.resolve("signer/administrators");
        if (Files.getOwner(folder).getName().equals("root")) {
            Files.setOwner(
                    administrators,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
        assertThat(atSigner("add", folder.resolve("mary/mary.pem").toString()).code())
                .isZero();
        assertThat(Files.getOwner(administrators.resolve("mary.pem"))).isEqualTo(Files.getOwner(administrators));
    }

    @Test
    void mistakesChangeNothing() throws IOException {
        create("mary");
        Path pem = folder.resolve("mary/mary.pem");
        atSigner("add", pem.toString());
        assertThat(atSigner("add", pem.toString()).err()).contains("is an administrator already");
        assertThat(create("mary").err()).contains("is there already");
        assertThat(run("create", "../mary", "--out", folder.resolve("x").toString())
                        .err())
                .contains("is no name");
        assertThat(atSigner("remove", "../../operator/approval").err()).contains("there is no administrator");
        Path secret = Files.copy(folder.resolve("mary/mary.p12"), folder.resolve("eve.pem"));
        assertThat(atSigner("add", secret.toString()).code()).isEqualTo(1);
        assertThat(run("list", "--data", folder.resolve("none").toString()).err())
                .contains("is not there");
        assertThat(atSigner("list").out()).hasLineCount(1);
        assertThat(Files.list(folder.resolve("signer/administrators"))).hasSize(1);
    }
}
