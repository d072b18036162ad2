package org.httpca.signer.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.CrlPublished;
import org.httpca.message.IssuersPublished;
import org.httpca.message.Message;
import org.httpca.message.ProfilesPublished;
import org.httpca.message.PublishedIssuer;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Octets;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.Roots;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes what the web side shows without a copy of the policy: the profiles, the CA certificates, and the roots' CRLs,
 * which the operator signs once a year. At the start, when the profiles were read again, and every few minutes for a web side that
 * lost it.
 */
public final class Publications implements Work {
    static final Duration EVERY = Duration.ofMinutes(5);

    private final TransactionTemplate transactions;
    private final Supplier<Profiles> profiles;
    private final Issuers issuers;
    private final Roots roots;
    private final PublicationNumbers numbers;
    private final Outbox outbox;
    private final Clock clock;
    private final UuidSource ids;
    private @Nullable Instant last;
    private @Nullable Profiles told;

    public Publications(
            TransactionTemplate transactions,
            Supplier<Profiles> profiles,
            Issuers issuers,
            Roots roots,
            PublicationNumbers numbers,
            Outbox outbox,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.profiles = profiles;
        this.issuers = issuers;
        this.roots = roots;
        this.numbers = numbers;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public int run() {
        Instant now = clock.instant();
        Instant before = last;
        Profiles current = profiles.get();
        if (before == null || current != told || !now.isBefore(before.plus(EVERY))) {
            transactions.executeWithoutResult(status -> publish(current));
            last = now;
            told = current;
        }
        return 0;
    }

    private void publish(Profiles current) {
        put("profiles", new ProfilesPublished(numbers.next("profiles"), current.toPublished()));
        put("issuers", new IssuersPublished(numbers.next("issuers"), published()));
        for (Roots.Root root : roots.all()) {
            X509CRLHolder crl = root.crl();
            if (crl != null) {
                LongOctets der = LongOctets.of(octets(crl).toArray());
                CrlPublished.inParts(root.name(), "", number(crl), der).forEach(part -> put(part.key(), part));
            }
        }
    }

    private void put(String key, Message message) {
        outbox.putLatest(key, Outgoing.of(ids.get(), message));
    }

    /** Every issuer, and each root once. */
    private List<PublishedIssuer> published() {
        List<PublishedIssuer> published = new ArrayList<>();
        for (Issuer issuer : issuers.all()) {
            published.add(new PublishedIssuer(
                    issuer.name(),
                    octets(issuer.certificate()),
                    octets(issuer.above()),
                    false,
                    issuer.alternates().stream().map(Publications::octets).toList()));
        }
        for (Roots.Root root : roots.all()) {
            published.add(new PublishedIssuer(root.name(), octets(root.certificate()), List.of(), true, List.of()));
        }
        return published;
    }

    private static List<Octets> octets(List<X509CertificateHolder> certificates) {
        return certificates.stream().map(certificate -> octets(certificate)).toList();
    }

    private static long number(X509CRLHolder crl) {
        return org.bouncycastle.asn1.x509.CRLNumber.getInstance(
                        crl.getExtension(org.bouncycastle.asn1.x509.Extension.cRLNumber)
                                .getParsedValue())
                .getCRLNumber()
                .longValueExact();
    }

    private static Octets octets(org.bouncycastle.util.Encodable encodable) {
        try {
            return Octets.of(encodable.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Octets octets(X509CertificateHolder certificate) {
        return octets((org.bouncycastle.util.Encodable) certificate);
    }
}
