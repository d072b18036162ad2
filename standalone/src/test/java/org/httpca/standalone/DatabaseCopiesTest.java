package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;

/** Somebody has a copy of both databases, such as a backup, and looks for what opens more than they do. */
class DatabaseCopiesTest {
    private final RunningStandalone httpca = RunningStandalone.on(Parts.EMBEDDED);

    @Test
    void holdNoKeyPassphraseOrToken() throws Exception {
        Client client = httpca.client();
        Subscriber subscriber = Subscriber.create("copied.auto.test");
        client.until(client.submit(subscriber.csr()).id(), "issued");
        String copies = copy(Tables.signer(httpca.data())) + copy(Tables.web(httpca.data()));
        assertThat(copies)
                .as("what the search finds")
                .contains(
                        "copied.auto.test",
                        Octets.of(subscriber.publicKey().getEncoded()).hex());

        Map<String, String> secrets = secrets(httpca.data());
        assertThat(secrets.keySet())
                .anyMatch(name -> name.startsWith("signer/ca.p12"))
                .anyMatch(name -> name.startsWith("worker/identity.p12"))
                .anyMatch(name -> name.endsWith("operator.token"))
                .hasSizeGreaterThan(25);
        secrets.forEach((name, secret) -> assertThat(copies.contains(secret))
                .as("a copy of the databases holds " + name)
                .isFalse());
    }

    /** Every row of every table as text, in which octets are hexadecimal. */
    private static String copy(Tables database) throws Exception {
        StringBuilder copy = new StringBuilder();
        for (String table : database.lines("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
            database.lines("SELECT t::text FROM " + table + " t")
                    .forEach(row -> copy.append(row).append('\n'));
        }
        return copy.toString();
    }

    /** What is secret in the data folder, by where it is: texts as they are, keys as hexadecimal and as base64. */
    private static Map<String, String> secrets(Path data) throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        List<Path> keyFiles = new ArrayList<>();
        for (String folder : List.of("operator", "signer", "worker", "web", "tokens")) {
            try (Stream<Path> files = Files.walk(data.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = data.relativize(file).toString();
                    if (name.contains("pass") || name.endsWith(".token")) {
                        secrets.put(name, new String(KeyFile.readSecret(file)));
                    } else if (name.endsWith(".p12")) {
                        keyFiles.add(file);
                    }
                }
            }
        }
        List<char[]> passphrases =
                secrets.values().stream().map(String::toCharArray).toList();
        for (Path file : keyFiles) {
            String name = data.relativize(file).toString();
            for (Map.Entry<String, byte[]> key : keys(file, passphrases).entrySet()) {
                Octets octets = Octets.of(key.getValue());
                secrets.put(name + " " + key.getKey(), octets.hex());
                secrets.put(
                        name + " " + key.getKey() + " in base64",
                        octets.base64().replace("=", ""));
            }
        }
        return secrets;
    }

    private static Map<String, byte[]> keys(Path file, List<char[]> passphrases) throws Exception {
        for (char[] passphrase : passphrases) {
            try {
                KeyStore store = KeyFile.open(file, passphrase);
                Map<String, byte[]> keys = new LinkedHashMap<>();
                for (String alias : Collections.list(store.aliases())) {
                    Key key = store.getKey(alias, passphrase);
                    if (key != null) {
                        keys.put(alias, secretOf(key));
                    }
                }
                return keys;
            } catch (java.io.IOException e) {
                continue; // another file's passphrase
            }
        }
        throw new AssertionError("No passphrase opens " + file);
    }

    private static byte[] secretOf(Key key) {
        return key instanceof ECPrivateKey ec
                ? HexFormat.of().parseHex("%064x".formatted(ec.getS()))
                : key.getEncoded();
    }
}
