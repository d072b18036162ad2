package org.httpca.signer.renewal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Identifier;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectAlternativeNames;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.Times;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.request.Requests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads certificates out of the database and believes it in nothing: whoever can write there must not get a renewal for a certificate
 * that nobody issued. Key, names and end are those under the issuer's signature, the profile is the one for which this key and
 * these names were once cleared, as long as the clearance key that says so counts.
 */
public final class IssuedCertificates {
    private final JdbcTemplate jdbc;
    private final IssuerSignatures signatures;
    private final Requests requests;
    private final ClearanceCheck clearance;

    /**
     * @param clearance one for which no key holds longer than for what is to be signed: the profile says what is signed
     *     without approval
     */
    public IssuedCertificates(
            JdbcTemplate jdbc, IssuerSignatures signatures, Requests requests, ClearanceCheck clearance) {
        this.jdbc = jdbc;
        this.signatures = signatures;
        this.requests = requests;
        this.clearance = clearance;
    }

    /**
     * A certificate whose signature holds.
     *
     * @param profile null if that is not known
     */
    record Issued(
            String keySha256,
            Set<String> names,
            Instant notAfter,
            @Nullable String profile) {}

    /** Those that are here, whatever they are worth, by one question. */
    Set<Place> among(Set<Place> places) {
        return places.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.query(
                        "SELECT issuer, serial FROM unnest(?::text[], ?::text[]) named (issuer, serial)"
                                + " JOIN certificate USING (issuer, serial)",
                        (row, number) -> new Place(row.getString(1), row.getString(2)),
                        places.stream().map(Place::issuer).toArray(String[]::new),
                        places.stream().map(Place::serial).toArray(String[]::new)));
    }

    /** Empty for one that is not here, or is not what its issuer signed under this number. */
    Optional<Issued> find(Place place) {
        return jdbc
                .query(
                        "SELECT der, request_id FROM certificate WHERE issuer = ? AND serial = ?",
                        (row, number) -> issued(place, row.getBytes(1), row.getObject(2, UUID.class)),
                        place.issuer(),
                        place.serial())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Issued> issued(Place place, byte[] der, @Nullable UUID request) {
        if (!signatures.hold(place.issuer(), der)) {
            return Optional.empty();
        }
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            if (!SerialNumbers.hex(certificate.getSerialNumber()).equals(place.serial())) {
                return Optional.empty();
            }
            String key = SubjectKey.of(certificate.getSubjectPublicKeyInfo()).sha256();
            Set<String> names = Set.copyOf(SubjectAlternativeNames.of(certificate));
            return Optional.of(new Issued(
                    key,
                    names,
                    Times.instant(certificate.toASN1Structure().getEndDate()),
                    request == null ? null : profile(request, key, names)));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private @Nullable String profile(UUID request, String key, Set<String> names) {
        return requests.find(request)
                .map(row -> clearance.cleared(row).request())
                .filter(cleared -> isFor(cleared, key, names))
                .map(cleared -> cleared.command().profile())
                .orElse(null);
    }

    private static boolean isFor(ClearedRequest cleared, String key, Set<String> names) {
        RequestCertificate command = cleared.command();
        return cleared.certificationRequest().key().sha256().equals(key)
                && command.identifiers().stream()
                        .map(Identifier::value)
                        .collect(Collectors.toSet())
                        .equals(names);
    }
}
