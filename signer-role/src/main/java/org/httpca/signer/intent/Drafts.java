package org.httpca.signer.intent;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.policy.CompromisedKeys;
import org.httpca.signer.request.WaitingForSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what will be signed, has it linted, and writes it down; in the transaction of the caller, who has leased the requests. */
public final class Drafts {
    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

    private final Linter linter = Linter.standard();
    private final Issuers issuers;
    private final SerialNumberSource serials;
    private final CrlShards shards;
    private final Intents intents;
    private final IntentMac mac;
    private final WaitingForSignature requests;
    private final AuditLog audit;
    private final Wakes wakes;

    public Drafts(
            Issuers issuers,
            SerialNumberSource serials,
            CrlShards shards,
            Intents intents,
            IntentMac mac,
            WaitingForSignature requests,
            AuditLog audit,
            Wakes wakes) {
        this.issuers = issuers;
        this.serials = serials;
        this.shards = shards;
        this.intents = intents;
        this.mac = mac;
        this.requests = requests;
        this.audit = audit;
        this.wakes = wakes;
    }

    /** Of what was written down before, or else of the profile; empty if this signer does not have it. */
    public Optional<Issuer> issuer(ClearedRequest request, @Nullable StoredIntent written) {
        return issuers.find(
                written != null ? written.issuer() : request.profile().issuer());
    }

    /**
     * What a signature needs.
     *
     * @param stage who asks, for the audit
     * @param stored the JSON of its command
     * @param written what was written down before a crash, if anything: that is signed, and nothing else
     * @param holder of the lease
     * @return empty if the linter stopped it: then the request is rejected
     */
    public Optional<Prepared> draft(
            String stage,
            ClearedRequest request,
            String stored,
            Issuer issuer,
            @Nullable StoredIntent written,
            String holder,
            Instant now) {
        StoredIntent intent = written != null ? written : build(request, issuer, now);
        LintOutcome<IssuancePermit> outcome = linter.certificate(intent.tbs(), issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<IssuancePermit> permitted) {
            return Optional.of(new Prepared(request, stored, issuer, intent, permitted.permit()));
        }
        stop(stage, request, outcome.findings(), holder, now);
        return Optional.empty();
    }

    /**
     * Writes down what nobody has written down yet.
     *
     * @return what was; for the rest somebody has put something else there
     */
    public List<Prepared> write(String stage, List<Prepared> fresh) {
        Set<UUID> added = intents.add(fresh.stream().map(Prepared::intent).toList());
        List<Prepared> written =
                fresh.stream().filter(one -> added.contains(one.request().id())).toList();
        for (Prepared one : written) {
            StoredIntent intent = one.intent();
            audit.record(
                    stage,
                    "intent-stored",
                    intent.requestId(),
                    Map.of(
                            "issuer", intent.issuer(),
                            "serial", intent.serial(),
                            "tbsSha256", Octets.of(intent.tbs()).sha256().hex()));
        }
        return written;
    }

    /** The request is rejected: its key was compromised since the policy saw it. */
    public void refuseKey(String stage, ClearedRequest request, String holder, Instant now) {
        LOG.warn("Request {} is rejected: its key was revoked as compromised.", request.id());
        if (requests.rejected(request.id(), CompromisedKeys.PROBLEM, holder, now)) {
            audit.record(
                    stage,
                    "compromised-key-refused",
                    request.id(),
                    Map.of("keySha256", request.certificationRequest().key().sha256()));
            wakes.afterCommit("transmit");
        }
    }

    private StoredIntent build(ClearedRequest request, Issuer issuer, Instant now) {
        BigInteger serial = serials.next();
        byte[] tbs = CertificateTemplate.of(request, now).toBeSigned(issuer, serial, shards.of(serial));
        return mac.seal(request.id(), issuer.name(), SerialNumbers.hex(serial), tbs);
    }

    /** A certificate that the linter stops is this CA's own mistake: policy should have refused, or the profile is wrong. */
    private void stop(String stage, ClearedRequest request, List<Finding> findings, String holder, Instant now) {
        UUID id = request.id();
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.lint() + ": " + finding.message())
                .toList();
        LOG.error(
                "The linter stopped request {}, profile {}: {}",
                id,
                request.command().profile(),
                errors);
        Problem problem = new Problem(
                ProblemType.SERVER_INTERNAL,
                "The certificate would have been faulty, so it was not signed. The operators of this CA know more.");
        if (requests.rejected(id, problem, holder, now)) {
            audit.record(stage, "lint-stopped", id, Map.of("findings", errors));
            wakes.afterCommit("transmit");
        }
    }
}
