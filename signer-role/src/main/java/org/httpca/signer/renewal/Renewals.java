package org.httpca.signer.renewal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.policy.Replaced;
import org.httpca.signer.policy.ReplacedCertificates;
import org.httpca.signer.revocation.Revocations;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code renewal}, and the certificates that it names. */
public final class Renewals implements ReplacedCertificates {
    /** Of the advisory locks; "rene" in ASCII. */
    private static final int RENEWING = 0x72656e65;
    /** Certificates share them: a batch may name more certificates than the database has room for locks. */
    private static final int LOCKS = 256;

    private final JdbcTemplate jdbc;
    private final IssuedCertificates certificates;
    private final Revocations revocations;
    private final Clock clock;

    public Renewals(JdbcTemplate jdbc, IssuedCertificates certificates, Revocations revocations, Clock clock) {
        this.jdbc = jdbc;
        this.certificates = certificates;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** An earlier request to replace a certificate; one that was rejected or withdrawn has come to nothing. */
    private record Earlier(Octets proofSha256, boolean nothing) {}

    /**
     * In a transaction: the first of two requests for a certificate is known to the second, whoever evaluates them, because the one waits
     * for the end of the other's transaction.
     */
    @Override
    public Map<UUID, Replaced> of(List<RequestCertificate> commands) {
        Set<Place> issued = certificates.among(
                commands.stream().flatMap(command -> place(command).stream()).collect(Collectors.toSet()));
        issued.stream()
                .map(place -> Math.floorMod(place.toString().hashCode(), LOCKS))
                .distinct()
                // two signers wait for each other in one order
                .sorted()
                .forEach(this::lock);
        Map<UUID, Replaced> known = new HashMap<>();
        Map<Place, List<Earlier>> before = new HashMap<>();
        for (RequestCertificate command : commands) {
            place(command).filter(issued::contains).ifPresent(place -> {
                List<Earlier> inThisList = before.computeIfAbsent(place, any -> new ArrayList<>());
                replaced(command, place, inThisList).ifPresent(one -> {
                    known.put(command.requestId(), one);
                    inThisList.add(new Earlier(command.proof().bytes().sha256(), false));
                });
            });
        }
        return known;
    }

    /** In the transaction in which they were {@linkplain #of evaluated}. */
    public void add(Collection<RequestCertificate> accepted) {
        for (RequestCertificate command : accepted) {
            place(command)
                    .ifPresent(place -> jdbc.update(
                            "INSERT INTO renewal (request_id, issuer, serial) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                            command.requestId(),
                            place.issuer(),
                            place.serial()));
        }
    }

    private Optional<Replaced> replaced(RequestCertificate command, Place place, List<Earlier> inThisList) {
        return certificates.find(place).map(certificate -> {
            List<Earlier> earlier = new ArrayList<>(inThisList);
            earlier.addAll(stored(command.requestId(), place));
            return new Replaced(
                    place.toString(),
                    place.serial(),
                    certificate.keySha256(),
                    certificate.names(),
                    certificate.profile(),
                    Duration.between(certificate.notAfter(), now()),
                    revoked(place),
                    earlier.stream().anyMatch(one -> !one.nothing()),
                    earlier.stream()
                            .anyMatch(one -> one.proofSha256()
                                    .equals(command.proof().bytes().sha256())));
        });
    }

    private List<Earlier> stored(UUID request, Place place) {
        return jdbc.query(
                "SELECT r.proof_sha256, coalesce(r.outcome IN ('Rejected', 'Withdrawn'), false)"
                        + " FROM renewal n JOIN request r ON r.id = n.request_id"
                        + " WHERE n.issuer = ? AND n.serial = ? AND n.request_id <> ?",
                (row, number) -> new Earlier(Octets.of(row.getBytes(1)), row.getBoolean(2)),
                place.issuer(),
                place.serial(),
                request);
    }

    /** A row that was altered counts as revoked, whatever it says. */
    private @Nullable RevocationReason revoked(Place place) {
        return revocations
                .find(place.issuer(), place.serial())
                .map(row -> row.genuine() ? row.revocation().reason() : RevocationReason.UNSPECIFIED)
                .orElse(null);
    }

    private Instant now() {
        return clock.instant();
    }

    private void lock(int number) {
        jdbc.query(
                "SELECT pg_advisory_xact_lock(?, ?)",
                row -> {
                    // it returns when nobody else has it
                },
                RENEWING,
                number);
    }

    private static Optional<Place> place(RequestCertificate command) {
        return Optional.ofNullable(command.replaces()).flatMap(Place::parse);
    }
}
