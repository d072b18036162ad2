package org.httpca.signer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of all settings of a signer, and what each means: the configuration's document is made of it. */
final class SignerKeys {
    /** In the order of reading. */
    static final Map<String, String> MEANINGS = meanings();

    private SignerKeys() {}

    /** All names, with that of the folder, which is not set by hand. */
    static Set<String> withFolder() {
        Set<String> keys = new TreeSet<>(MEANINGS.keySet());
        keys.add(SettingsReader.FOLDER);
        return keys;
    }

    private static Map<String, String> meanings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "httpca.public-url",
                "must be set: where the web side is reached from outside; stands in the certificates");
        all.put("httpca.installation", "must be set: the installation's name, as the messaging identities have it");
        all.put("httpca.database.url", "must be set: the JDBC URL of the signer's database");
        all.put("httpca.database.user", "must be set: the runtime user, who has no rights on the schema");
        all.put("httpca.database.password-file", "must be set: the file that holds the user's password, alone");
        all.put("httpca.broker.uri", "must be set: `amqps://host:port/vhost`; `amqp://` on this machine only");
        all.put("httpca.broker.user", "for a login by password");
        all.put("httpca.broker.password-file", "the file that holds that password, alone");
        all.put("httpca.broker.tls-keystore", "PKCS#12 with a client certificate, for a login by certificate");
        all.put("httpca.broker.tls-passphrase-file", "the file that holds the keystore's passphrase, alone");
        all.put("httpca.broker.tls-trust", "PEM with the CA certificates that may vouch for the broker");
        all.put(
                "httpca.pkcs11.library",
                "the absolute path of the vendor's PKCS#11 library, where keys are in a token; without it, keys are in files");
        all.put("httpca.pkcs11.slot", "the number (slotID) of the token's slot");
        all.put("httpca.pkcs11.pin-file", "the file that holds the token's PIN, alone");
        all.put(
                "httpca.identity.keystore",
                "PKCS#12 with what this signer signs its messages with; must be set, unless that key is in the token");
        all.put("httpca.identity.passphrase-file", "the file that holds its passphrase, alone");
        all.put(
                "httpca.identity.key-label",
                "the label of that key and its certificate in the token, instead of the two before");
        all.put("httpca.messaging-ca", "must be set: PEM of the CA that vouches for workers and signers");
        all.put(
                "httpca.messaging-crl",
                "PEM with that CA's list of revoked identities, read again when it changes; without it nobody is revoked");
        all.put("httpca.ca.keystore", "must be set: PKCS#12 with the issuing CA's key and chain and the clearance key");
        all.put("httpca.ca.passphrase-file", "must be set: the file that holds its passphrase, alone");
        all.put(
                "httpca.ca.key-label",
                "the label of the issuing CA's key in the token; the keystore then has the chain and the clearance key alone");
        all.put("httpca.ca.root-crl", "the root's CRL, DER or PEM, to be published");
        all.put(
                "httpca.ca.crl-shards",
                "over how many CRLs new certificates are spread (0, at most 256); 0: they name the complete CRL. Those of"
                        + " certificates that were issued before go on, whatever it is set to");
        all.put("httpca.profiles", "must be set: the path of profiles.yml");
        all.put("httpca.administrators", "must be set: a folder with the public key of each administrator, NAME.pem");
        all.put(
                "httpca.policy.autosign",
                "names that profile `server` signs without approval, comma-separated patterns; `*` is one label");
        all.put(
                "httpca.policy.own-names",
                "exact names for which the installation's web roles get their HTTPS certificates without approval,"
                        + " comma-separated");
        all.put(
                "httpca.policy.blocked-keys",
                "a list of keys that get no certificate, or a folder of lists: SHA-256 of a SubjectPublicKeyInfo, or a line of"
                        + " Debian's openssl-blacklist, one in each line");
        all.put(
                "httpca.policy.revocations-per-hour",
                "how many revocations and releases the web side may ask for in an hour (1,000); more wait. Orders of administrators"
                        + " have no limit");
        all.put(
                "httpca.policy.responder-certificates-per-hour",
                "how many keys of OCSP responders are certified in an hour (60), for 12 hours each; more wait. 0 certifies none");
        all.put(
                "httpca.alarms.ahead",
                "how long before an identity or a certificate ends there is an alarm, such as `30d`, which it is by itself");
        all.put("httpca.migration.user", "the owner of the schema; only `migrate` uses it");
        all.put("httpca.migration.password-file", "the file that holds the owner's password, alone; only `migrate`");
        all.put("httpca.approval.user", "the approval CLI's database user, whom `migrate` gives its narrow rights");
        return Collections.unmodifiableMap(all);
    }
}
