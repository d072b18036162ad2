package org.httpca.lint.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.Linter;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadCrl;
import org.httpca.lint.subject.ReadExtensions;
import org.httpca.lint.subject.ReadName;
import org.httpca.lint.subject.Reading;
import org.httpca.lint.subject.Signed;
import org.jspecify.annotations.Nullable;

/** Lints what was found, each with its issuer where that is there as well. */
final class Judging {
    private final Linter linter;
    private final Map<ReadName, List<Candidate>> authorities = new HashMap<>();

    private final Map<Path, List<Candidate>> neighbours = new HashMap<>();

    private record Candidate(Found found, ReadCertificate certificate) {}

    private record Read(
            Found found,
            @Nullable Reading<Signed<ReadCertificate>> certificate,
            @Nullable Reading<Signed<ReadCrl>> crl) {}

    Judging(Linter linter) {
        this.linter = linter;
    }

    List<Judged> all(List<Found> found) {
        List<Read> read = new ArrayList<>(found.size());
        for (Found one : found) {
            if (one.kind() == Found.Kind.CRL) {
                read.add(new Read(one, null, Signed.crl(one.der())));
                continue;
            }
            Reading<Signed<ReadCertificate>> reading = Signed.certificate(one.der());
            read.add(new Read(one, reading, null));
            Signed<ReadCertificate> signed = reading.value();
            if (signed != null) {
                Candidate candidate = new Candidate(one, signed.toBeSigned());
                authorities
                        .computeIfAbsent(signed.toBeSigned().subject(), name -> new ArrayList<>())
                        .add(candidate);
                neighbours
                        .computeIfAbsent(one.file(), file -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return read.stream().map(this::judge).toList();
    }

    private Judged judge(Read read) {
        if (read.crl() != null) {
            return crl(read.found(), read.crl());
        }
        if (read.certificate() == null) {
            throw new IllegalStateException("it is either a certificate or a CRL");
        }
        return certificate(read.found(), read.certificate());
    }

    private Judged certificate(Found found, Reading<Signed<ReadCertificate>> reading) {
        Signed<ReadCertificate> signed = reading.value();
        if (signed == null) {
            return new Judged(found, null, null, false, linter.inspectCertificate(reading, null));
        }
        ReadCertificate certificate = signed.toBeSigned();
        ReadCertificate issuer = issuer(found, certificate.issuer(), certificate.extensions());
        return new Judged(
                found,
                certificate.subject().toString(),
                certificate.serialNumber().toString(16),
                issuer != null,
                linter.inspectCertificate(reading, issuer));
    }

    private Judged crl(Found found, Reading<Signed<ReadCrl>> reading) {
        Signed<ReadCrl> signed = reading.value();
        if (signed == null) {
            return new Judged(found, null, null, false, linter.inspectCrl(reading, null));
        }
        ReadCrl crl = signed.toBeSigned();
        ReadCertificate issuer = issuer(found, crl.issuer(), crl.extensions());
        return new Judged(found, crl.issuer().toString(), null, issuer != null, linter.inspectCrl(reading, issuer));
    }

    /**
     * In the same file, as in a chain, the name is enough; elsewhere the key must be the one that is named, and the same folder
     * comes first. Several CAs of one name are told apart so, and a wrong identifier in a chain is still found.
     */
    private @Nullable ReadCertificate issuer(Found found, ReadName name, ReadExtensions extensions) {
        AuthorityKeyIdentifier identifier =
                extensions.decoded(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier.class);
        byte[] key = identifier == null ? null : identifier.getKeyIdentifierOctets();
        ReadCertificate best = null;
        int mark = 0;
        for (Candidate candidate : authorities.getOrDefault(name, List.of())) {
            boolean near = candidate.found().file().equals(found.file());
            boolean same =
                    key != null && Arrays.equals(key, candidate.certificate().subjectKeyIdentifier());
            boolean itself = candidate.found().equals(found);
            boolean beside = Objects.equals(
                    candidate.found().file().getParent(), found.file().getParent());
            int now = same && near
                    ? 6
                    : near && !itself ? 5 : same && beside ? 4 : same ? 3 : itself ? 2 : key == null ? 1 : 0;
            if (now > mark) {
                best = candidate.certificate();
                mark = now;
            }
        }
        return best == null && key != null ? ofKey(found, key) : best;
    }

    /** A chain that names its issuer wrongly still names the issuer's key. */
    private @Nullable ReadCertificate ofKey(Found found, byte[] key) {
        for (Candidate candidate : neighbours.getOrDefault(found.file(), List.of())) {
            if (!candidate.found().equals(found)
                    && Arrays.equals(key, candidate.certificate().subjectKeyIdentifier())) {
                return candidate.certificate();
            }
        }
        return null;
    }
}
