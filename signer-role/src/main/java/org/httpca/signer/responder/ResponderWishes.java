package org.httpca.signer.responder;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.lint.IssuancePermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.message.Event;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.Times;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the web side wants certified, in the transaction in which it arrived: checked, and written down to be signed. What was written
 * down before is answered as it was then.
 */
public final class ResponderWishes {
    private static final Logger LOG = LoggerFactory.getLogger(ResponderWishes.class);
    private static final Set<SubjectKey.Algorithm> KEYS =
            Set.of(SubjectKey.Algorithm.EC_P256, SubjectKey.Algorithm.EC_P384);

    private final Responders responders;
    private final Issuers issuers;
    private final ResponderKeys keys;
    private final SerialNumberSource serials;
    private final WrittenCertificate written;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Wakes wakes;
    private final UuidSource ids;
    private final Clock clock;
    private final Linter linter = Linter.standard();

    /** @param keys which keys are for something else */
    public ResponderWishes(
            Responders responders,
            Issuers issuers,
            ResponderKeys keys,
            SerialNumberSource serials,
            WrittenCertificate written,
            AuditLog audit,
            Outbox outbox,
            Wakes wakes,
            UuidSource ids,
            Clock clock) {
        this.responders = responders;
        this.issuers = issuers;
        this.keys = keys;
        this.serials = serials;
        this.written = written;
        this.audit = audit;
        this.outbox = outbox;
        this.wakes = wakes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Answers a wish that was written down before.
     *
     * @return false if it was not
     */
    public boolean answered(RequestResponderCertificate wish, String stage, String sender) {
        Optional<WrittenResponder> known = responders.lock(wish.responderId());
        known.ifPresent(row -> again(wish, row, stage, sender));
        return known.isPresent();
    }

    /**
     * Takes up a wish that is new. It has its answer at once if it is refused, and once it is signed otherwise.
     *
     * @param stage whose chain of the audit log has it
     * @param sender the worker that said it
     * @return whether a certificate will be signed for it
     */
    public boolean take(RequestResponderCertificate wish, String stage, String sender) {
        Result<CertificationRequest> request = checked(wish);
        if (request instanceof Result.Refused<CertificationRequest> refused) {
            refuse(wish, refused.problem(), stage, sender);
            return false;
        }
        CertificationRequest csr = request.orElseThrow();
        Issuer issuer = issuers.find(wish.issuer()).orElseThrow();
        String serial = serial(issuer);
        Instant now = clock.instant();
        byte[] tbs = ResponderTemplate.toBeSigned(issuer, csr.subjectPublicKeyInfo(), new BigInteger(serial, 16), now);
        LintOutcome<IssuancePermit> outcome = linter.certificate(tbs, issuer.certificate());
        if (outcome instanceof LintOutcome.Stopped<IssuancePermit> stopped) {
            LOG.error("The linter stopped the responder of '{}': {}", issuer.name(), stopped.findings());
            refuse(wish, WrittenCertificate.OWN_MISTAKE, stage, sender);
            return false;
        }
        UUID id = wish.responderId();
        if (!responders.add(id, issuer.name(), wish.csr().sha256(), csr.key().sha256(), serial, tbs, now)) {
            return false; // by another signer, a moment ago: said again, it finds that one
        }
        audit.record(
                stage,
                "responder-intent-stored",
                null,
                Map.of(
                        "responderId", id.toString(),
                        "issuer", issuer.name(),
                        "serial", serial,
                        "keySha256", csr.key().sha256(),
                        "tbsSha256", Octets.of(tbs).sha256().hex(),
                        "sender", sender));
        wakes.afterCommit(ResponderStage.CHANNEL);
        return true;
    }

    private Result<CertificationRequest> checked(RequestResponderCertificate wish) {
        Issuer issuer = issuers.find(wish.issuer()).orElse(null);
        if (issuer == null) {
            return Result.refused(ProblemType.NOT_FOUND, "There is no issuer of that name.");
        }
        Instant end = Times.instant(issuer.certificate().toASN1Structure().getEndDate());
        if (!clock.instant().isBefore(end)) {
            return Result.refused(ProblemType.CONFLICT, "Issuer '" + issuer.name() + "' has ended.");
        }
        return CertificationRequest.readDer(wish.csr().toArray()).flatMap(this::withFittingKey);
    }

    private Result<CertificationRequest> withFittingKey(CertificationRequest csr) {
        if (!KEYS.contains(csr.key().algorithm())) {
            return Result.refused(ProblemType.BAD_PUBLIC_KEY, "A responder has an EC key, P-256 or P-384.");
        }
        if (responders.isKeyKnown(csr.key().sha256())) {
            return Result.refused(
                    ProblemType.BAD_PUBLIC_KEY, "This key was certified for a responder before. Make a new key.");
        }
        return keys.areFree(csr.subjectPublicKeyInfo())
                ? Result.passed(csr)
                : Result.refused(
                        ProblemType.BAD_PUBLIC_KEY,
                        "This key is for something else, or known to others. Make a new key.");
    }

    private String serial(Issuer issuer) {
        String serial = SerialNumbers.hex(serials.next());
        while (responders.isSerialKnown(issuer.name(), serial)) {
            serial = SerialNumbers.hex(serials.next());
        }
        return serial;
    }

    private void again(RequestResponderCertificate wish, WrittenResponder row, String stage, String sender) {
        Octets der = row.der();
        if (!row.csr().equals(wish.csr().sha256()) || !row.issuer().equals(wish.issuer())) {
            refuse(wish, new Problem(ProblemType.CONFLICT, "Another wish had this id."), stage, sender);
        } else if (row.problem() != null) {
            tell(new ResponderCertificateRefused(row.id(), row.issuer(), row.problem())); // audited when it was refused
        } else if (der != null && written.isOf(row, der)) {
            tell(new ResponderCertificateIssued(row.id(), row.issuer(), der));
        } else if (der != null) {
            LOG.error("The certificate of responder {} was altered in the database; it is made anew.", row.id());
            audit.record(
                    stage,
                    "responder-found-altered",
                    null,
                    Map.of("responderId", row.id().toString()));
            responders.store(row.id(), null);
            wakes.afterCommit(ResponderStage.CHANNEL);
        }
    }

    private void refuse(RequestResponderCertificate wish, Problem problem, String stage, String sender) {
        LOG.warn(
                "A responder of '{}' is not certified: {}",
                issuers.find(wish.issuer()).map(Issuer::name).orElse("an unknown issuer"),
                problem.type().slug());
        audit.record(
                stage,
                RespondersRefused.EVENT,
                null,
                RespondersRefused.detail(wish.responderId(), wish.issuer(), problem, sender));
        tell(new ResponderCertificateRefused(wish.responderId(), wish.issuer(), problem));
    }

    private void tell(Event event) {
        outbox.put(Outgoing.of(ids.get(), event));
    }
}
