package org.httpca.signer.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.order.AdministratorKey;
import org.httpca.pki.Identifier;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.key.pkcs12.NewIssuingKey;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** Fills one folder for each machine. Each gets what it needs to start, and no more. */
final class Machines {

    /** How long an identity lasts; an alarm comes 30 days before its end. */
    static final Duration IDENTITY_LIFE = Duration.ofDays(730);

    /** What a root that is elsewhere is asked with, in the operator's folder. */
    static final String REQUEST = "issuing.csr.pem";

    private final Plan plan;
    private final Folder out;
    private final Clock clock;
    private final SecureRandom random;
    private final Secrets secrets;
    private String revocationList = "";
    private final @Nullable TokenKeys token;

    Machines(Plan plan, Folder out, Clock clock, SecureRandom random) {
        this.plan = plan;
        this.out = out;
        this.clock = clock;
        this.random = random;
        this.secrets = new Secrets(random);
        this.token = plan.token() == null ? null : TokenKeys.open(plan.token());
    }

    void make() {
        try {
            makeAll();
        } catch (RuntimeException e) {
            if (token != null) {
                token.deleteMade();
            }
            throw e;
        }
    }

    private void makeAll() {
        Folder operator = out.folder("operator");
        MessagingAuthority messaging = MessagingAuthority.create(plan.installation(), clock, random);
        messaging.save(operator.file("messaging-ca.p12"), operator.secret("messaging-ca.passphrase", secrets));
        revocationList = messaging.revocationList(null, Map.of());
        operator.write(Identities.LIST, revocationList);
        TransportAuthority transport = TransportAuthority.create(plan.installation(), clock, random);
        KeyFile.save(
                operator.file("transport-ca.p12"),
                operator.secret("transport-ca.passphrase", secrets),
                transport.entry());
        AdministratorKey administrator = AdministratorKey.create(plan.administrator(), clock, random);
        administrator.save(
                operator.file(plan.administrator() + ".p12"),
                operator.secret(plan.administrator() + ".passphrase", secrets));
        SignersCa ca = plan.offlineRoot() ? requestedCa(operator) : newCa(operator);

        String webOwner = secrets.next();
        String web = secrets.next();
        String worker = secrets.next();
        String signerOwner = secrets.next();
        String signer = secrets.next();
        String approval = secrets.next();

        web(web, webOwner, worker);
        for (String instance : plan.workerInstances()) {
            worker(instance, messaging, transport, worker);
        }
        for (String instance : plan.signerInstances()) {
            signer(instance, messaging, transport, administrator, ca, signer);
        }
        database(
                out.folder(plan.oneMachine() ? "signer" : "signer-database"),
                Plan.SIGNER_DATABASE,
                Settings.signerMigration(plan),
                List.of(
                        new DatabaseScripts.Login(Settings.SIGNER_OWNER, signerOwner),
                        new DatabaseScripts.Login("httpca_signer", signer),
                        new DatabaseScripts.Login("httpca_approval", approval)));
        operator.write("approval.yml", Settings.approval(plan));
        operator.write("messaging-ca.pem", pem(messaging.certificate()));
        operator.write("database-password", Secrets.line(approval));
        if (!plan.oneMachine()) {
            broker(transport);
        }
    }

    /** What each signer gets of the first issuer. */
    private record SignersCa(
            String file, IssuingKeystore keystore, @Nullable X509CRLHolder rootCrl) {}

    private SignersCa newCa(Folder operator) {
        Hierarchy hierarchy =
                Hierarchy.create(plan.caName(), plan.publicUrl(), clock, random, plan.keyType(), issuingKey());
        keystore(operator, "root.p12", "root.passphrase", hierarchy.root());
        OperatorRoots.keep(operator.path(), Issuer.ISSUING, hierarchy.issuing().certificate());
        publish(hierarchy);
        return new SignersCa(CaFolder.KEYSTORE, hierarchy.issuing(), hierarchy.rootCrl());
    }

    /** The root is elsewhere, and so is the certificate yet. */
    private SignersCa requestedCa(Folder operator) {
        NewIssuingKey key = issuingKey();
        X500Name subject = Hierarchy.issuing(plan.caName());
        operator.write(REQUEST, Pem.encode("CERTIFICATE REQUEST", key.request(subject)));
        IssuingKeystore waiting =
                key.keystore(List.of(Stopgap.certificate(subject, key, clock, random)), Hierarchy.clearanceKey(random));
        return new SignersCa(CaFolder.REQUESTED, waiting, null);
    }

    private NewIssuingKey issuingKey() {
        return token == null
                ? NewIssuingKey.inFile(plan.keyType().generate(random))
                : token.issuing(plan.issuingLabel(), plan.keyType());
    }

    private void web(String web, String owner, String worker) {
        Folder folder = out.folder("web");
        folder.write("application.yml", Settings.web(plan) + OwnHttps.web(plan));
        folder.write("database-password", Secrets.line(web));
        database(
                plan.oneMachine() ? folder : out.folder("web-database"),
                Plan.WEB_DATABASE,
                Settings.webMigration(plan),
                List.of(
                        new DatabaseScripts.Login(Settings.WEB_OWNER, owner),
                        new DatabaseScripts.Login("httpca_web", web),
                        new DatabaseScripts.Login("httpca_worker", worker)));
    }

    /**
     * What makes a database: with the password of its owner, who can grant everything and is not to be known where a role
     * runs. On one machine the role's folder has it all.
     *
     * @param logins the owner first
     */
    private void database(Folder folder, String name, String migration, List<DatabaseScripts.Login> logins) {
        if (!plan.oneMachine()) {
            folder.write("application.yml", migration);
            folder.secret("superuser-password", secrets); // for a server that is made new, as docker-compose.yml does
        }
        folder.write("owner-password", Secrets.line(logins.get(0).password()));
        folder.write("database.sql", DatabaseScripts.create(name, logins));
    }

    private void worker(String instance, MessagingAuthority messaging, TransportAuthority transport, String database) {
        Folder folder = out.folder(Plan.folder(instance));
        folder.write("application.yml", Settings.worker(plan));
        folder.write("database-password", Secrets.line(database));
        identity(folder, messaging, Role.WORKER, instance);
        brokerClient(folder, transport, Role.WORKER);
    }

    private void signer(
            String instance,
            MessagingAuthority messaging,
            TransportAuthority transport,
            AdministratorKey administrator,
            SignersCa ca,
            String database) {
        Folder folder = out.folder(Plan.folder(instance));
        folder.write("application.yml", Settings.signer(plan, instance) + OwnHttps.signer(plan));
        folder.write("database-password", Secrets.line(database));
        if (token == null) {
            identity(folder, messaging, Role.SIGNER, instance);
        } else {
            token.copyPin(folder, Settings.PIN_FILE);
            token.identity(plan.identityLabel(instance), key -> certify(messaging, Role.SIGNER, instance, key));
            trust(folder, messaging);
        }
        brokerClient(folder, transport, Role.SIGNER);
        keystore(folder, ca.file(), CaFolder.PASSPHRASE, ca.keystore());
        if (ca.rootCrl() != null) {
            folder.write("root.crl", SignerCa.encoded(ca.rootCrl()));
        }
        (plan.oneMachine() ? out.folder("config") : folder).write("profiles.yml", defaultProfiles());
        folder.folder("administrators").write(plan.administrator() + ".pem", administrator.publicKeyPem());
    }

    private void identity(Folder folder, MessagingAuthority messaging, Role role, String instance) {
        Identity identity = messaging.issue(role, instance, IDENTITY_LIFE);
        IdentityRegister.in(out.folder("operator")).record(instance, identity.certificate());
        identity.save(folder.file(Identities.KEYSTORE), folder.secret(Identities.PASSPHRASE, secrets));
        trust(folder, messaging);
    }

    /** A certificate for a key in a token. */
    private X509Certificate certify(MessagingAuthority messaging, Role role, String instance, PublicKey key) {
        X509Certificate certificate = messaging.certify(role, instance, key, IDENTITY_LIFE);
        IdentityRegister.in(out.folder("operator")).record(instance, certificate);
        return certificate;
    }

    private void trust(Folder folder, MessagingAuthority messaging) {
        folder.write(Identities.AUTHORITY, pem(messaging.certificate()));
        folder.write(Identities.LIST, revocationList);
    }

    private void brokerClient(Folder folder, TransportAuthority transport, Role role) {
        if (plan.oneMachine()) {
            folder.secret("broker-password", secrets);
            return;
        }
        KeyFile.save(
                folder.file("broker-tls.p12"),
                folder.secret("broker-tls-passphrase", secrets),
                transport.client(role.wireName()));
        folder.write("broker-ca.pem", pem(transport.certificate()));
    }

    private void broker(TransportAuthority transport) {
        Folder folder = out.folder("broker");
        KeyFile.Entry server =
                transport.server(Identifier.parse(plan.brokerHost()).orElseThrow());
        folder.write("ca.pem", pem(transport.certificate()));
        folder.write("server.pem", pem(server.certificate()));
        folder.write("server-key.pem", Pem.encode("PRIVATE KEY", server.key().getEncoded()));
        folder.write("rabbitmq.conf", BrokerFiles.configuration(plan.brokerPort()));
        folder.write("enabled_plugins", BrokerFiles.plugins());
        folder.write("definitions.json", BrokerFiles.definitions());
    }

    private void keystore(Folder folder, String file, String passphraseFile, IssuingKeystore keystore) {
        folder.write(file, keystore.toPkcs12(folder.secret(passphraseFile, secrets)));
    }

    private void publish(Hierarchy hierarchy) {
        Folder ca = out.folder("ca");
        String root = SignerCa.pem(hierarchy.root().certificate());
        String issuing = SignerCa.pem(hierarchy.issuing().certificate());
        ca.publish("root.pem", root);
        ca.publish("issuing.pem", issuing);
        ca.publish("chain.pem", issuing + root);
    }

    private static byte[] defaultProfiles() {
        try (InputStream in = Profiles.class.getResourceAsStream("profiles.yml")) {
            if (in == null) {
                throw new IllegalStateException("the default profiles.yml is missing from this jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.encode("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
