package org.httpca.signer.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.httpca.order.Administrators;
import org.httpca.signer.administrator.AdministratorFolder;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.profile.Profiles;

/** What a signer has beside its database, in a folder. The keys are for these tests and good for nothing else. */
record Beside(Issuer issuer, Profiles profiles, Administrators administrators) {
    private static final char[] PASSPHRASE = "for tests alone".toCharArray();

    /** @param publicKeys of the administrators, PEM, by their names */
    static void make(Path folder, Map<String, String> publicKeys) throws IOException {
        Files.createDirectories(folder.resolve("administrators"));
        Files.write(
                folder.resolve("issuing.p12"),
                Hierarchies.another(KeyType.P256).issuing().toPkcs12(PASSPHRASE));
        String yaml = new String(Profiles.defaultFile(), StandardCharsets.UTF_8)
                // client: two must approve
                .replace("names: [dns, ip]\n    approvals: 1", "names: [dns, ip]\n    approvals: 2")
                // short-lived: counted
                .replace("validity: 6d", "limits: {per-hour: 1000}\n    validity: 6d");
        Files.writeString(folder.resolve("profiles.yml"), yaml);
        for (Map.Entry<String, String> each : publicKeys.entrySet()) {
            Files.writeString(folder.resolve("administrators").resolve(each.getKey() + ".pem"), each.getValue());
        }
    }

    static Beside load(Path folder) throws IOException {
        IssuingKeystore issuing = IssuingKeystore.load(folder.resolve("issuing.p12"), PASSPHRASE);
        return new Beside(
                new Issuer(Issuer.ISSUING, issuing.certificate(), issuing.above(), issuing.key(), Hierarchies.URL),
                Profiles.load(folder.resolve("profiles.yml")).withAutosign("*.example"),
                AdministratorFolder.load(folder.resolve("administrators")));
    }
}
