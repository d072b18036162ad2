package org.httpca.signer.bed;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.testing.IssuedCertificates;

/** Hierarchies made a day before {@link SigningBed#START}; one of each key type for each JVM, since RSA keys take their time. */
public final class Hierarchies {
    public static final PublicUrl URL = new PublicUrl("http://ca.example:8080/");
    private static final Map<KeyType, Hierarchy> MADE = new EnumMap<>(KeyType.class);

    private Hierarchies() {}

    public static synchronized Hierarchy of(KeyType type) {
        return MADE.computeIfAbsent(type, Hierarchies::another);
    }

    public static Hierarchy another(KeyType type) {
        Hierarchy made = Hierarchy.create(
                "Example",
                URL,
                new SettableClock(SigningBed.START.minus(Duration.ofDays(1))),
                new SecureRandom(),
                type);
        IssuedCertificates.keep(made.root().certificate());
        IssuedCertificates.keep(made.issuing().certificate());
        return made;
    }

    /** Whose certificates are kept for the last check of the build. */
    public static Issuer issuer(KeyType type) {
        Hierarchy made = of(type);
        return new Issuer(
                Issuer.ISSUING,
                made.issuing().certificate(),
                made.issuing().above(),
                new KeepingKey(made.issuing().key()),
                URL);
    }
}
