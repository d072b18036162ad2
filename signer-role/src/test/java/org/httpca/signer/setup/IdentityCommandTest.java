package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveTrust;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.signer.key.pkcs12.ClearanceKeystore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** As the operator types it. */
class IdentityCommandTest {

    @TempDir
    Path folder = Path.of("");

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void setUp() throws IOException {
        TestInstallation.copyTo(folder);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Setup.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private Ran identity(String... arguments) {
        List<String> all = new ArrayList<>(List.of("identity"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return run(all.toArray(String[]::new));
    }

    private Identity in(String machine) {
        return Identity.load(
                folder.resolve(machine).resolve("identity.p12"),
                KeyFile.readSecret(folder.resolve(machine).resolve("passphrase")));
    }

    private LiveTrust trustOf(String machine) {
        return LiveTrust.of(
                folder.resolve(machine).resolve("messaging-ca.pem"),
                folder.resolve(machine).resolve("messaging-ca.crl"));
    }

    private List<String> states(String instance) {
        List<String> states = new ArrayList<>();
        for (JsonNode each :
                MessageJson.mapper().readTree(identity("list", "--json").out()).path("identities")) {
            if (each.path("instance").asString("").equals(instance)) {
                states.add(each.path("state").asString(""));
            }
        }
        return states;
    }

    @Test
    void anInstanceIsRenewedAndItsOldIdentityRevoked() {
        Identity before = in("worker");
        LiveTrust signers = trustOf("signer");
        assertThat(states("worker-1")).containsExactly("valid");

        Ran renewed = identity("renew", "worker-1");
        assertThat(renewed.code()).as(renewed.err()).isZero();
        assertThat(renewed.out())
                .contains("worker-1 has a renewed identity until")
                .contains("setup identity revoke worker-1 --superseded");
        Identity after = in("worker");
        assertThat(after).hasToString(before.toString());
        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        assertThat(states("worker-1")).containsExactlyInAnyOrder("valid", "superseded");
        assertThat(signers.get().vouchesFor(before.certificate())).isTrue();
        assertThat(signers.get().vouchesFor(after.certificate())).isTrue();

        Ran revoked = identity("revoke", "worker-1", "--superseded");
        assertThat(revoked.code()).as(revoked.err()).isZero();
        assertThat(revoked.out()).contains("Revoked: worker-1").contains("run from signer, worker refuse");
        assertThat(signers.refresh()).isPresent();
        assertThat(signers.get().vouchesFor(before.certificate())).isFalse();
        assertThat(signers.get().vouchesFor(after.certificate())).isTrue();
        assertThat(states("worker-1")).containsExactlyInAnyOrder("valid", "revoked");
        assertThat(identity("list").out())
                .contains("INSTANCE")
                .contains("signer: its list is the newest")
                .contains("worker: its list is the newest");
    }

    @Test
    void anInstanceIsAddedWithAFolderToStartFromAndRevokedWhole() throws IOException {
        Ran added = identity("add", "signer-2");
        assertThat(added.code()).as(added.err()).isZero();
        Path second = folder.resolve("signer-2");
        assertThat(Files.readString(second.resolve("application.yml")))
                .isEqualTo(Files.readString(folder.resolve("signer/application.yml")));
        assertThat(second.resolve("administrators/admin.pem")).exists();
        assertThat(second.resolve("ca.p12")).exists();
        assertThat(Files.readString(second.resolve("passphrase")))
                .isNotEqualTo(Files.readString(folder.resolve("signer/passphrase")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second.resolve("identity.p12"))))
                .isEqualTo("rw-------");
        Identity identity = in("signer-2");
        assertThat(identity.role()).isEqualTo(Role.SIGNER);
        assertThat(identity.instance()).isEqualTo("signer-2");
        assertThat(trustOf("worker").get().vouchesFor(identity.certificate())).isTrue();

        Ran again = identity("add", "signer-2");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).startsWith("setup: signer-2 has an identity already");

        assertThat(identity("revoke", "signer-2").code()).isZero();
        for (String machine : List.of("worker", "signer", "signer-2")) {
            assertThat(trustOf(machine).get().vouchesFor(identity.certificate()))
                    .as(machine)
                    .isFalse();
        }
        assertThat(trustOf("worker").get().vouchesFor(in("signer").certificate()))
                .isTrue();
        Ran last = identity("revoke", "signer-1");
        assertThat(last.out()).contains("No signer is left");
    }

    @Test
    void aKeyThatIsMadeOnItsMachineNeverLeavesIt() {
        Identity before = in("worker");
        String config = folder.resolve("worker").toString();
        Ran requested = run("identity", "request", "--config", config);
        assertThat(requested.code()).as(requested.err()).isZero();
        String certificate = folder.resolve("worker-1.pem").toString();
        Ran certified = identity(
                "renew",
                "worker-1",
                "--request",
                folder.resolve("worker/identity-request.pem").toString(),
                "--certificate",
                certificate);
        assertThat(certified.code()).as(certified.err()).isZero();
        assertThat(in("worker").certificate()).as("not yet").isEqualTo(before.certificate());

        Ran wrong = run(
                "identity",
                "install",
                certificate,
                "--config",
                folder.resolve("signer").toString());
        assertThat(wrong.err()).contains("There is no key of a request");
        Ran installed = run("identity", "install", certificate, "--config", config);
        assertThat(installed.code()).as(installed.err()).isZero();
        Identity after = in("worker");
        assertThat(after).hasToString(before.toString());
        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        assertThat(trustOf("signer").get().vouchesFor(after.certificate())).isTrue();
        assertThat(folder.resolve("worker/identity-request.key")).doesNotExist();
        assertThat(identity("revoke", "worker-1", "--superseded").code()).isZero();
        assertThat(trustOf("signer").get().vouchesFor(before.certificate())).isFalse();
    }

    @Test
    void mistakesAreOneLineWithTheWayOut() {
        says(identity("renew", "worker-7"), "There is no identity of 'worker-7'; './httpca setup identity list'");
        says(identity("revoke", "worker-1", "--superseded"), "worker-1 has no such identity that is taken still");
        says(identity("add", "worker-../../x"), "choose one such as worker-2");
        says(identity("add", "mary"), "choose one such as worker-2 or signer-2");
        says(run("identity", "list", "--operator", folder.resolve("web").toString()), "name the operator's folder");
        says(identity("renew", "worker-1", "--request", "x"), "Say with --certificate FILE");
    }

    private static void says(Ran ran, String sentence) {
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err().strip()).startsWith("setup: ").contains(sentence).doesNotContain("\n");
    }

    /** A standalone that is started once a year renews what would end before the next start. */
    @Test
    void whatEndsSoonIsRenewedAtTheStart() {
        Clock later = Clock.fixed(
                Clock.systemUTC().instant().plus(Machines.IDENTITY_LIFE).minus(Duration.ofDays(59)), ZoneOffset.UTC);
        Identities identities = Identities.open(folder.resolve("operator"), later, new SecureRandom());
        assertThat(identities.keepUp()).containsExactly("signer-1", "worker-1");
        assertThat(identities.keepUp()).isEmpty();
    }

    @Test
    void theClearanceKeyIsRenewedForAllSignersAlike() throws IOException {
        identity("add", "signer-2");
        String one = folder.resolve("signer").toString();
        String two = folder.resolve("signer-2").toString();
        Ran renewed = run("clearance-key", "renew", "--config", one, "--config", two);
        assertThat(renewed.code()).as(renewed.err()).isZero();
        assertThat(renewed.out()).contains("may be approved and signed until").contains("stop all of them");
        List<ClearanceKeystore> keys = new ArrayList<>();
        for (String machine : List.of("signer", "signer-2")) {
            keys.add(ClearanceKeystore.load(
                    folder.resolve(machine).resolve("clearance.p12"),
                    KeyFile.readSecret(folder.resolve(machine).resolve("ca-passphrase"))));
        }
        assertThat(keys.get(0).key()).isEqualTo(keys.get(1).key());
        assertThat(keys.get(0).former()).hasSize(1);
        assertThat(keys.get(0).former().get(0).key())
                .isEqualTo(keys.get(1).former().get(0).key());

        assertThat(run("clearance-key", "renew", "--config", one, "--overlap", "0")
                        .out())
                .contains("can only be rejected");
        Ran apart = run("clearance-key", "renew", "--config", one, "--config", two);
        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.err()).contains("have different clearance keys").contains("Nothing was changed");
    }
}
