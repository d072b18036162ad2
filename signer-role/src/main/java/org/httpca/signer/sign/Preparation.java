package org.httpca.signer.sign;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.forward.loop.Wakes;
import org.httpca.lint.Finding;
import org.httpca.lint.IssuancePermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.lint.Severity;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.rate.Room;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first transaction of a signature: requests are leased, their clearance is checked, and what will be signed is linted
 * and written down (or found written down, after a crash).
 */
public final class Preparation {
    static final String STAGE = "sign";
    static final int MOST = 100;
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final Linter linter = Linter.standard();
    private final WaitingForSignature requests;
    private final Intents intents;
    private final IntentMac mac;
    private final ClearanceCheck clearance;
    private final Tampering tampering;
    private final Reevaluation reevaluation;
    private final Agreement agreement;
    private final Gate gate;
    private final Issuers issuers;
    private final SerialNumberSource serials;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;
    private final String holder;

    /** @param holder names this process's leases; no two processes have the same */
    public Preparation(
            WaitingForSignature requests,
            Intents intents,
            IntentMac mac,
            ClearanceCheck clearance,
            Tampering tampering,
            Reevaluation reevaluation,
            Agreement agreement,
            Gate gate,
            Issuers issuers,
            SerialNumberSource serials,
            AuditLog audit,
            Wakes wakes,
            Clock clock,
            String holder) {
        this.requests = requests;
        this.intents = intents;
        this.mac = mac;
        this.clearance = clearance;
        this.tampering = tampering;
        this.reevaluation = reevaluation;
        this.agreement = agreement;
        this.gate = gate;
        this.issuers = issuers;
        this.serials = serials;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
        this.holder = holder;
    }

    /**
     * What came of a turn.
     *
     * @param prepared what may be signed
     * @param moved how many requests did not just stay where they were
     */
    record Batch(List<Prepared> prepared, int moved) {}

    Batch prepare() {
        Instant now = clock.instant();
        if (gate.isKnownToBeClosed()) {
            return new Batch(List.of(), 0);
        }
        List<StoredRequest> leased = requests.lease(MOST, holder, now, LEASE, agreement.lastSeen());
        if (!leased.isEmpty() && gate.isClosed()) {
            requests.putBack(leased.stream().map(StoredRequest::id).toList(), holder, null);
            return new Batch(List.of(), 0);
        }
        Map<UUID, StoredIntent> written =
                intents.of(leased.stream().map(StoredRequest::id).toList());
        List<Prepared> prepared = new ArrayList<>();
        List<UUID> left = new ArrayList<>();
        List<UUID> crowded = new ArrayList<>();
        Room room = gate.room(now);
        int waiting = 0;
        for (StoredRequest row : leased) {
            Checked checked = clearance.cleared(row);
            if (checked instanceof Checked.Altered altered) {
                tampering.found(STAGE, row, altered.why());
            } else if (checked instanceof Checked.Outdated outdated) {
                if (written.containsKey(row.id())) {
                    waiting += prepare(row, outdated.request(), written.get(row.id()), prepared, now) ? 0 : 1;
                } else if (agreement.isElsewhere(row.profile(), row.profileHash())) {
                    left.add(row.id());
                } else {
                    reevaluation.again(STAGE, row);
                }
            } else if (checked instanceof Checked.Cleared cleared
                    && !written.containsKey(row.id())
                    && !room.take(
                            cleared.request().profile(),
                            cleared.request().command().principal())) {
                crowded.add(row.id());
            } else if (checked instanceof Checked.Cleared cleared
                    && !prepare(row, cleared.request(), written.get(row.id()), prepared, now)) {
                waiting++;
            }
        }
        requests.putBack(left, holder, null);
        List<StoredIntent> fresh = prepared.stream()
                .map(Prepared::intent)
                .filter(intent -> !written.containsKey(intent.requestId()))
                .toList();
        intents.add(fresh);
        fresh.forEach(this::audit);
        room.store();
        requests.putBack(crowded, holder, now.plus(IssuanceRates.REST));
        // behind a batch that found no room there may be others that do: the next turn comes at once
        int resting = leased.size() == MOST ? 0 : crowded.size();
        return new Batch(prepared, leased.size() - waiting - left.size() - resting);
    }

    /** False if the request can only wait. */
    private boolean prepare(
            StoredRequest row,
            ClearedRequest request,
            @Nullable StoredIntent written,
            List<Prepared> prepared,
            Instant now) {
        if (written != null && !mac.holds(written)) {
            tampering.found(STAGE, row, "what was written down to be signed was altered");
            return true;
        }
        String name = written != null ? written.issuer() : request.profile().issuer();
        Issuer issuer = issuers.find(name).orElse(null);
        if (issuer == null) {
            LOG.error("Request {} waits: this signer does not have the issuer '{}'", row.id(), name);
            return false;
        }
        StoredIntent intent = written != null ? written : build(request, issuer, now);
        LintOutcome<IssuancePermit> outcome = linter.certificate(intent.tbs(), issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<IssuancePermit> permitted) {
            prepared.add(new Prepared(request, issuer, intent, permitted.permit()));
        } else {
            stop(row, outcome.findings(), now);
        }
        return true;
    }

    private StoredIntent build(ClearedRequest request, Issuer issuer, Instant now) {
        BigInteger serial = serials.next();
        byte[] tbs = CertificateTemplate.of(request, now).toBeSigned(issuer, serial);
        return mac.seal(request.id(), issuer.name(), SerialNumbers.hex(serial), tbs);
    }

    private void audit(StoredIntent intent) {
        audit.record(
                STAGE,
                "intent-stored",
                intent.requestId(),
                Map.of(
                        "issuer", intent.issuer(),
                        "serial", intent.serial(),
                        "tbsSha256", Octets.of(intent.tbs()).sha256().hex()));
    }

    /** A certificate that the linter stops is this CA's own mistake: policy should have refused, or the profile is wrong. */
    private void stop(StoredRequest row, List<Finding> findings, Instant now) {
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.lint() + ": " + finding.message())
                .toList();
        LOG.error("The linter stopped request {}, profile {}: {}", row.id(), row.profile(), errors);
        Problem problem = new Problem(
                ProblemType.SERVER_INTERNAL,
                "The certificate would have been faulty, so it was not signed. The operators of this CA know more.");
        if (requests.rejected(row.id(), problem, holder, now)) {
            audit.record(STAGE, "lint-stopped", row.id(), Map.of("findings", errors));
            wakes.afterCommit("transmit");
        }
    }
}
