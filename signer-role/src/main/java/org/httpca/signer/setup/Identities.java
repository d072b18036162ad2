package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.RevocationList;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.pki.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * The identities of an installation, seen from the operator's folder, where the messaging CA's key is. What others need to know
 * of a change is the list of revoked ones alone: an identity comes with each envelope.
 */
public final class Identities {

    static final String LIST = "messaging-ca.crl";
    static final String AUTHORITY = "messaging-ca.pem";
    static final String KEYSTORE = "identity.p12";
    static final String PASSPHRASE = "passphrase";

    /** Before an identity's end by so much, the standalone renews it when it starts. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(60);

    private static final String CA_KEYSTORE = "messaging-ca.p12";
    private static final String CA_PASSPHRASE = "messaging-ca.passphrase";

    private final Folder operator;
    private final MessagingAuthority authority;
    private final FormerAuthority former;
    private final IdentityRegister register;
    private final Clock clock;
    private final SecureRandom random;
    private final Secrets secrets;

    private Identities(Folder operator, MessagingAuthority authority, Clock clock, SecureRandom random) {
        this.operator = operator;
        this.authority = authority;
        this.former = new FormerAuthority(operator);
        this.register = IdentityRegister.in(operator);
        this.clock = clock;
        this.random = random;
        this.secrets = new Secrets(random);
    }

    /**
     * Opens the messaging CA.
     *
     * @throws IllegalArgumentException with a sentence, if it is not in that folder
     */
    public static Identities open(Path operator, Clock clock, SecureRandom random) {
        Path keystore = operator.resolve(CA_KEYSTORE);
        Path passphrase = operator.resolve(CA_PASSPHRASE);
        if (!Files.isReadable(keystore) || !Files.isReadable(passphrase)) {
            throw new IllegalArgumentException("The messaging CA's key, messaging-ca.p12 and its passphrase, is not in "
                    + operator + ": name the operator's folder with --operator.");
        }
        Identities identities = new Identities(
                new Folder(operator),
                MessagingAuthority.load(keystore, KeyFile.readSecret(passphrase), clock, random),
                clock,
                random);
        identities.adopt();
        return identities;
    }

    /** Those of the folders beside the operator's that are not known yet, as of a set-up from before there was a register. */
    private void adopt() {
        for (Path folder : machines()) {
            if (Files.isReadable(folder.resolve(KEYSTORE)) && Files.isReadable(folder.resolve(PASSPHRASE))) {
                Identity found =
                        Identity.load(folder.resolve(KEYSTORE), KeyFile.readSecret(folder.resolve(PASSPHRASE)));
                if (found.installation().equals(authority.installation())) {
                    register.record(found.instance(), found.certificate());
                }
            }
        }
        if (!Files.exists(operator.file(LIST))) {
            publish(authority.revocationList(null, Map.of()));
        }
    }

    /** The folders of workers and signers that are at hand. */
    List<Path> machines() {
        return InstanceFolder.allBeside(operator.path());
    }

    /** The folder of an instance beside the operator's; it need not be there. */
    Path machine(String instance) {
        return InstanceFolder.beside(operator.path(), instance);
    }

    Path list() {
        return operator.file(LIST);
    }

    /** Every one that was issued, an instance's newest first. */
    List<KnownIdentity> all() {
        Map<BigInteger, Instant> revoked = revocations().revoked();
        List<X509Certificate> certificates = new ArrayList<>(register.certificates());
        certificates.sort(Comparator.comparing(X509Certificate::getNotBefore)
                .reversed()
                .thenComparing(X509Certificate::getSerialNumber));
        Set<String> current = new HashSet<>();
        List<KnownIdentity> all = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            Identity.Name name = Identity.nameIn(certificate);
            if (name == null) {
                continue;
            }
            Instant at = revoked.get(certificate.getSerialNumber());
            Instant end = certificate.getNotAfter().toInstant();
            KnownIdentity.State state = at != null || !isBelieved(certificate)
                    ? KnownIdentity.State.REVOKED
                    : end.isBefore(clock.instant())
                            ? KnownIdentity.State.ENDED
                            : current.add(name.instance()) ? KnownIdentity.State.VALID : KnownIdentity.State.SUPERSEDED;
            all.add(KnownIdentity.of(name, certificate, at, state));
        }
        all.sort(Comparator.comparing(KnownIdentity::instance)); // stable: the newest stays first
        return all;
    }

    /** Those of one instance, the newest first. */
    List<KnownIdentity> of(String instance) {
        return all().stream().filter(known -> known.instance().equals(instance)).toList();
    }

    /** A new key and certificate in that folder, which is complete for what others need to believe it. */
    KnownIdentity issue(Role role, String instance, Path target) {
        InstanceFolder.mustHaveItsKeyInAFile(target);
        Folder folder = Folder.make(target);
        Identity identity = authority.issue(role, instance, Machines.IDENTITY_LIFE);
        register.record(instance, identity.certificate());
        // the passphrase stays, so that one file is exchanged, in one step
        char[] passphrase = Files.exists(folder.file(PASSPHRASE))
                ? KeyFile.readSecret(folder.file(PASSPHRASE))
                : folder.secret(PASSPHRASE, secrets);
        identity.save(folder.file(KEYSTORE), passphrase);
        folder.belongs(KEYSTORE);
        trust(folder);
        return of(instance).get(0);
    }

    /** A certificate for a key that the instance made itself. */
    X509Certificate certify(Role role, String instance, PublicKey key) {
        X509Certificate certificate = authority.certify(role, instance, key, Machines.IDENTITY_LIFE);
        register.record(instance, certificate);
        return certificate;
    }

    X509Certificate authority() {
        return authority.certificate();
    }

    private boolean isBelieved(X509Certificate identity) {
        return MessagingTrust.of(authority.certificate()).vouchesFor(identity) || former.vouchesFor(identity);
    }

    /** Puts what a folder needs to know whom to believe where its role looks for it; the list first, which counts for both. */
    private void trust(Folder folder) {
        folder.write(LIST, read(list()));
        folder.write(AUTHORITY, Machines.pem(authority.certificate()) + former.certificate());
    }

    /** Another messaging CA beside this one, which goes on being believed; identities are of the new one from now on. */
    void renewAuthority() {
        if (former.isBelieved()) {
            throw new IllegalArgumentException(
                    "The messaging CA was renewed already, and the one before is still believed:"
                            + " first './httpca setup identity retire-ca'. Nothing was changed.");
        }
        MessagingAuthority next = MessagingAuthority.create(authority.installation(), clock, random);
        // a passphrase that fits whatever happens in between: the keystore alone is exchanged
        former.keep(authority.certificate(), read(list()));
        next.save(operator.file(CA_KEYSTORE), KeyFile.readSecret(operator.file(CA_PASSPHRASE)));
        operator.belongs(CA_KEYSTORE);
        // the operator's own file keeps all of them: the audit log has checkpoints of each
        operator.write(AUTHORITY, Machines.pem(next.certificate()) + readIfThere(operator.file(AUTHORITY)));
        Identities after = new Identities(operator, next, clock, random);
        after.publish(next.revocationList(null, Map.of()));
        after.machines().forEach(machine -> after.trust(new Folder(machine)));
    }

    /** The messaging CA before is believed no longer. @return the identities that end by it */
    List<KnownIdentity> retireFormerAuthority() {
        if (!former.isBelieved()) {
            throw new IllegalArgumentException("No other messaging CA is believed. Nothing was changed.");
        }
        List<KnownIdentity> before =
                all().stream().filter(known -> known.state().isTaken()).toList();
        former.drop();
        publish(authority.revocationList(revocations(), revocations().revoked()));
        machines().forEach(machine -> trust(new Folder(machine)));
        List<String> left = all().stream()
                .filter(known -> known.state().isTaken())
                .map(KnownIdentity::serial)
                .toList();
        return before.stream().filter(known -> !left.contains(known.serial())).toList();
    }

    /** From now on nobody takes what these sealed, as soon as the list is where it is looked for. */
    void revoke(List<KnownIdentity> identities) {
        RevocationList before = revocations();
        Map<BigInteger, Instant> revoked = new TreeMap<>(before.revoked());
        if (identities.stream()
                .anyMatch(identity -> register.certificates().stream()
                        .anyMatch(certificate ->
                                SerialNumbers.hex(certificate.getSerialNumber()).equals(identity.serial())
                                        && former.vouchesFor(certificate)))) {
            throw new IllegalArgumentException("It is of the messaging CA before, whose key is gone:"
                    + " './httpca setup identity retire-ca' ends all of these. Nothing was changed.");
        }
        for (KnownIdentity identity : identities) {
            revoked.putIfAbsent(SerialNumbers.parse(identity.serial()).orElseThrow(), clock.instant());
        }
        publish(authority.revocationList(before, revoked));
    }

    RevocationList revocations() {
        return authority.readRevocationList(read(list()));
    }

    /** Null where there is none, or not one of this CA. */
    @Nullable
    RevocationList revocationsIn(Path machine) {
        try {
            Path list = machine.resolve(LIST);
            return Files.isReadable(list) ? authority.readRevocationList(read(list)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void publish(String list) {
        String all = list + former.list();
        operator.write(LIST, all);
        for (Path machine : machines()) {
            new Folder(machine).write(LIST, all);
        }
    }

    /** For a standalone that starts: identities that end soon are renewed, and lists that are missing are there. */
    public List<String> keepUp() {
        List<String> renewed = new ArrayList<>();
        Instant soon = clock.instant().plus(RENEWED_BEFORE);
        for (Path machine : machines()) {
            if (revocationsIn(machine) == null) {
                new Folder(machine).write(LIST, read(list()));
            }
            Path keystore = machine.resolve(KEYSTORE);
            if (Files.isReadable(keystore)) {
                Identity identity = Identity.load(keystore, KeyFile.readSecret(machine.resolve(PASSPHRASE)));
                if (identity.notAfter().isBefore(soon)) {
                    issue(identity.role(), identity.instance(), machine);
                    renewed.add(identity.instance());
                }
            }
        }
        return renewed;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where there is none. */
    static String readIfThere(Path file) {
        return Files.exists(file) ? read(file) : "";
    }
}
