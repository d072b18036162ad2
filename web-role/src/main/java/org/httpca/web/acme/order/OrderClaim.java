package org.httpca.web.acme.order;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.RequestedDates;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuance.Claim;
import org.jspecify.annotations.Nullable;

/** What a CSR must be to finalize an order (RFC 8555, sections 7.4 and 11.1). */
final class OrderClaim implements Claim {
    /**
     * Octets of evidence and CSR: in an envelope they are a third longer, and that has a mebibyte. A statement has some 4 KiB, an order up to a hundred.
     */
    static final int MOST_OCTETS = 512 * 1024;

    private final Orders orders;
    private final Order order;
    private final SignedCall call;
    private final Certificates certificates;
    private @Nullable List<String> evidence;

    /** @param call the finalize as the account signed it */
    OrderClaim(Orders orders, Order order, SignedCall call, Certificates certificates) {
        this.orders = orders;
        this.order = order;
        this.call = call;
        this.certificates = certificates;
    }

    @Override
    public @Nullable Problem refusal(CertificationRequest csr) {
        if (call.key().isOf(csr.key().sha256())) {
            return new Problem(ProblemType.BAD_CSR, "The key of the CSR is the account's. Make another one.");
        }
        TreeSet<Identifier> ordered = new TreeSet<>(order.identifiers());
        if (!ordered.equals(new TreeSet<>(csr.identifiers()))) {
            return new Problem(
                    ProblemType.BAD_CSR,
                    "The CSR's names are not exactly the order's: those, all of them and no others.");
        }
        if (!isAmong(csr.commonName(), ordered)) {
            return new Problem(
                    ProblemType.BAD_CSR,
                    "The CSR's common name is a name that is not among the order's. Leave it out.");
        }
        if (evidence().stream().mapToInt(String::length).sum() + csr.der().length() > MOST_OCTETS) {
            // What no envelope holds would be processing for ever.
            return new Problem(
                    ProblemType.BAD_CSR,
                    "The CSR and what was seen at the order's names are too large together. Order fewer names at once.");
        }
        return null;
    }

    /** The account's word for this CSR, and what workers saw at each name. */
    @Override
    public List<String> evidence() {
        List<String> known = evidence;
        if (known == null) {
            known = Stream.concat(Stream.of(call.consent()), orders.evidence(order).stream())
                    .toList();
            evidence = known;
        }
        return known;
    }

    @Override
    public RequestedDates dates() {
        return new RequestedDates(order.terms().notBefore(), order.terms().notAfter());
    }

    @Override
    public @Nullable CertificateView replaced() {
        Terms.Replaced replaced = order.terms().replaces();
        return replaced == null ? null : certificates.find(replaced.place()).orElseThrow();
    }

    @Override
    public boolean take(UUID request) {
        return orders.take(order.id(), request);
    }

    /** What does not read as a name claims none. */
    private static boolean isAmong(@Nullable String commonName, TreeSet<Identifier> ordered) {
        if (commonName == null) {
            return true;
        }
        Result<Identifier> name = Identifier.parse(commonName);
        Optional<Identifier> read =
                name instanceof Result.Passed<Identifier> passed ? Optional.of(passed.value()) : Optional.empty();
        return read.isEmpty() || ordered.contains(read.get());
    }
}
