package org.httpca.signer.responder;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.lint.IssuancePermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.message.Event;
import org.httpca.message.ResponderCertificateIssued;
import org.httpca.message.ResponderCertificateRefused;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the certificates of responders that were written down. While issuing is halted they wait, as everything does that takes the
 * issuing key to a certificate.
 */
public final class ResponderStage implements Work {
    /** Wakes this stage. */
    public static final String CHANNEL = "responder";

    private static final Logger LOG = LoggerFactory.getLogger(ResponderStage.class);
    private static final String STAGE = "responder";
    private static final int MOST = 20;

    /** What waits for longer is given up: signed after a long halt, it would be what somebody wanted whom the halt was about. */
    static final Duration WAITS = Duration.ofMinutes(10);

    private static final Problem TOO_LATE =
            new Problem(ProblemType.CONFLICT, "It could not be signed in time. Ask again with a new key.");

    private final TransactionTemplate transactions;
    private final Responders responders;
    private final Issuers issuers;
    private final Gate gate;
    private final AuditLog audit;
    private final Outbox outbox;
    private final UuidSource ids;
    private final Clock clock;
    private final Linter linter = Linter.standard();

    public ResponderStage(
            TransactionTemplate transactions,
            Responders responders,
            Issuers issuers,
            Gate gate,
            AuditLog audit,
            Outbox outbox,
            UuidSource ids,
            Clock clock) {
        this.transactions = transactions;
        this.responders = responders;
        this.issuers = issuers;
        this.gate = gate;
        this.audit = audit;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public int run() {
        Integer signed = transactions.execute(status -> turn());
        return signed == null ? 0 : signed;
    }

    private int turn() {
        responders.giveUp(clock.instant().minus(WAITS), TOO_LATE).forEach(row -> {
            LOG.warn("The responder {} of '{}' waited too long to be certified.", row.id(), row.issuer());
            refused(row, TOO_LATE);
        });
        List<WrittenResponder> waiting =
                responders.unsigned(issuers.all().stream().map(Issuer::name).toList(), MOST);
        if (waiting.isEmpty() || gate.isClosed()) {
            return 0;
        }
        waiting.forEach(this::sign);
        return waiting.size();
    }

    private void sign(WrittenResponder row) {
        Issuer issuer = issuers.find(row.issuer()).orElseThrow();
        Optional<IssuancePermit> permit = permit(row, issuer);
        if (permit.isEmpty()) {
            responders.refuse(row.id(), WrittenCertificate.OWN_MISTAKE);
            refused(row, WrittenCertificate.OWN_MISTAKE);
            return;
        }
        Octets der = Octets.of(issuer.key().sign(permit.get()));
        responders.store(row.id(), der.toArray());
        audit.record(
                STAGE,
                "responder-certificate-issued",
                null,
                Map.of(
                        "responderId", row.id().toString(),
                        "issuer", row.issuer(),
                        "serial", row.serial(),
                        "sha256", der.sha256().hex()));
        tell(new ResponderCertificateIssued(row.id(), row.issuer(), der));
        LOG.info("The OCSP responder of '{}' has certificate {}.", row.issuer(), row.serial());
    }

    private Optional<IssuancePermit> permit(WrittenResponder row, Issuer issuer) {
        if (!row.genuine()) {
            LOG.error(
                    "What was written down for responder {} was altered in the database; it is not signed.", row.id());
            audit.record(
                    STAGE,
                    "responder-found-altered",
                    null,
                    Map.of("responderId", row.id().toString()));
            return Optional.empty();
        }
        LintOutcome<IssuancePermit> outcome = linter.certificate(row.tbs().toArray(), issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<IssuancePermit> permitted) {
            return Optional.of(permitted.permit());
        }
        LOG.error("The linter stopped the responder {} of '{}': {}", row.id(), issuer.name(), outcome.findings());
        return Optional.empty();
    }

    private void refused(WrittenResponder row, Problem problem) {
        audit.record(
                STAGE, RespondersRefused.EVENT, null, RespondersRefused.detail(row.id(), row.issuer(), problem, null));
        tell(new ResponderCertificateRefused(row.id(), row.issuer(), problem));
    }

    private void tell(Event event) {
        outbox.put(Outgoing.of(ids.get(), event));
    }
}
