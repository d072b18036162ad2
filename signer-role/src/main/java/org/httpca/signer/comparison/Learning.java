package org.httpca.signer.comparison;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.CertificatePlace;
import org.httpca.message.KnownCertificate;
import org.httpca.message.LearnCertificates;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.request.AnsweredBefore;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.StoredRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the web side answers. A certificate is believed by its issuer's signature, which nobody else can make; whose request it
 * answered is believed as far as the web side may say it anyway: it can withdraw a request, and this is no more.
 */
public final class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    private final Comparisons comparisons;
    private final Certificates certificates;
    private final Intents intents;
    private final Requests requests;
    private final AnsweredBefore answered;
    private final Issuers issuers;
    private final IssuerSignatures signatures;
    private final Proofs proofs;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public Learning(
            Comparisons comparisons,
            Certificates certificates,
            Intents intents,
            Requests requests,
            AnsweredBefore answered,
            Issuers issuers,
            IssuerSignatures signatures,
            Proofs proofs,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.comparisons = comparisons;
        this.certificates = certificates;
        this.intents = intents;
        this.requests = requests;
        this.answered = answered;
        this.issuers = issuers;
        this.signatures = signatures;
        this.proofs = proofs;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /**
     * In the current transaction. An answer to another question than the one that stands has no effect.
     *
     * @param stage for the audit
     * @param sender the instance that answered
     * @throws IllegalArgumentException if it is no answer to any question: it is parked
     */
    public void learn(String stage, LearnCertificates answer, String sender) {
        Comparison state = comparisons.lock();
        Instant until = state.until();
        Long number = state.number();
        if (number == null || number != answer.number() || until == null) {
            return;
        }
        CertificatePlace next = answer.next();
        boolean goesOn = next != null && !answer.certificates().isEmpty() && isLater(next, state.after());
        if (answer.certificates().size() > LearnCertificates.MOST || (next != null && !goesOn)) {
            throw new IllegalArgumentException("It answers more than was asked, nothing, or the same again.");
        }
        Instant now = clock.instant();
        Outcome outcome = new Outcome();
        List<Foreign> foreign = new ArrayList<>();
        List<Read> unknown = unknown(answer.certificates(), foreign, outcome);
        Map<UUID, StoredRequest> rows = lock(Stream.concat(
                unknown.stream().map(Read::known), foreign.stream().map(Foreign::known)));
        unknown.forEach(one -> learn(stage, one, row(one.known(), rows), outcome, now));
        foreign.forEach(one -> closeItsRequest(stage, one, row(one.known(), rows), now));
        if (outcome.refused > 0) {
            LOG.warn("Refused {} certificates that {} says were issued here: {}", outcome.refused, sender, outcome.why);
            audit.record(
                    stage,
                    "known-certificates-refused",
                    null,
                    Map.of("sender", sender, "count", outcome.refused, "why", outcome.why));
        }
        if (outcome.learned > 0) {
            LOG.warn("Learned of {} certificates that were issued and were not in this database.", outcome.learned);
            comparisons.learned(outcome.learned, outcome.twice, now);
        }
        if (next != null) {
            comparisons.answered(next);
        } else if (state.restoredAt() != null && until.plus(Compare.EVERY).isBefore(now)) {
            comparisons.further(until, Compare.end(until, now));
        } else {
            comparisons.done(until);
            wakes.afterCommit("sign");
        }
        wakes.afterCommit(Compare.CHANNEL);
    }

    private static boolean isLater(CertificatePlace next, @Nullable CertificatePlace after) {
        return after == null || next.compareTo(after) > 0;
    }

    /** What came of an answer. */
    private static final class Outcome {
        private int learned;
        private int twice;
        private int refused;
        private String why = "";

        void refuse(String reason) {
            refused++;
            why = reason;
        }
    }

    /** A certificate that can be read. */
    private record Read(KnownCertificate known, Issuer issuer, X509CertificateHolder certificate) {
        String serial() {
            return SerialNumbers.hex(certificate.getSerialNumber());
        }

        String name() {
            return issuer.name() + ":" + serial();
        }
    }

    /** One of an issuer that this signer does not have: the copy may be older than the issuer, or another signer has it. */
    private record Foreign(KnownCertificate known, X509CertificateHolder certificate) {}

    private List<Read> unknown(List<KnownCertificate> said, List<Foreign> foreign, Outcome outcome) {
        Map<String, Read> read = new LinkedHashMap<>();
        for (KnownCertificate known : said) {
            Issuer issuer = issuers.find(known.issuer()).orElse(null);
            try {
                X509CertificateHolder certificate =
                        new X509CertificateHolder(known.certificate().toArray());
                if (issuer == null) {
                    outcome.refuse("one is of an issuer that this signer does not have");
                    foreign.add(new Foreign(known, certificate));
                } else {
                    Read one = new Read(known, issuer, certificate);
                    read.putIfAbsent(one.name(), one);
                }
            } catch (IOException | IllegalArgumentException e) {
                outcome.refuse("one cannot be read");
            }
        }
        Set<String> here = certificates.known(read.keySet());
        return read.values().stream()
                .filter(one -> !here.contains(one.name()))
                .filter(one -> isOurs(one, outcome))
                .toList();
    }

    private boolean isOurs(Read one, Outcome outcome) {
        try {
            BasicConstraints constraints =
                    BasicConstraints.fromExtensions(one.certificate().getExtensions());
            boolean ours = one.certificate()
                            .getIssuer()
                            .equals(one.issuer().certificate().getSubject())
                    && (constraints == null || !constraints.isCA())
                    && signatures.hold(
                            one.issuer().name(), one.known().certificate().toArray());
            if (!ours) {
                outcome.refuse("one was not signed by its issuer, or is a CA's");
            }
            return ours;
        } catch (RuntimeException e) {
            outcome.refuse("one cannot be verified");
            return false;
        }
    }

    private Map<UUID, StoredRequest> lock(Stream<KnownCertificate> said) {
        Map<UUID, StoredRequest> rows = new HashMap<>();
        List<UUID> ids = said.map(KnownCertificate::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!ids.isEmpty()) {
            requests.lockAll(ids).forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    private static @Nullable StoredRequest row(KnownCertificate one, Map<UUID, StoredRequest> rows) {
        UUID id = one.requestId();
        return id == null ? null : rows.get(id);
    }

    /**
     * Whoever signed it, its requester has a certificate for that key: a second one is not signed. The web side may withdraw any
     * request, and its word is worth no more here. What is written down here was meant to be signed by an issuer that is here.
     */
    private void closeItsRequest(String stage, Foreign one, @Nullable StoredRequest row, Instant now) {
        if (row != null
                && row.outcome() == null
                && isItsKey(row, one.certificate())
                && intents.of(Set.of(row.id())).isEmpty()) {
            close(stage, row, SerialNumbers.hex(one.certificate().getSerialNumber()), now);
        }
    }

    private void close(String stage, StoredRequest row, String serial, Instant now) {
        Problem problem = new Problem(
                ProblemType.CONFLICT,
                "Its certificate is " + serial + ", issued before the signer's database was restored.");
        if (answered.close(row, problem, now)) {
            audit.record(stage, "request-answered-before", row.id(), Map.of("serial", serial));
        }
    }

    private void learn(String stage, Read one, @Nullable StoredRequest row, Outcome outcome, Instant now) {
        UUID id = one.known().requestId();
        boolean another = id != null && certificates.of(Set.of(id)).containsKey(id);
        boolean itsKey = row == null || isItsKey(row, one.certificate());
        try {
            if (!certificates.learn(another || !itsKey ? null : id, one.issuer().name(), one.certificate(), now)) {
                return;
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("The certificate " + one.name() + " cannot be stored.", e);
        }
        outcome.learned++;
        audit.record(
                stage, "certificate-learned", id, Map.of("issuer", one.issuer().name(), "serial", one.serial()));
        if (another) {
            outcome.twice++;
            LOG.error("Request {} has two certificates: {} is the one that the web side has.", id, one.name());
            audit.record(
                    stage,
                    "second-certificate-found",
                    id,
                    Map.of("issuer", one.issuer().name(), "first", one.serial()));
        } else if (row != null && row.outcome() == null && itsKey && !isWrittenDown(row, one)) {
            close(stage, row, one.serial(), now);
        }
    }

    /** Then its signature makes the same certificate again. */
    private boolean isWrittenDown(StoredRequest row, Read one) {
        StoredIntent intent = intents.of(Set.of(row.id())).get(row.id());
        return intent != null && intent.serial().equals(one.serial());
    }

    private boolean isItsKey(StoredRequest row, X509CertificateHolder certificate) {
        RequestCertificate command = row.readCommand();
        return command != null
                && proofs.read(command.proof()) instanceof Result.Passed<CertificationRequest> passed
                && passed.value()
                        .key()
                        .sha256()
                        .equals(SubjectKey.of(certificate.getSubjectPublicKeyInfo())
                                .sha256());
    }
}
