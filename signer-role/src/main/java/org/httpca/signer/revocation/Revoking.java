package org.httpca.signer.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.RevocationRefused;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.revocation.Revocations.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a wish its effect, in the current transaction: the row, the blocked key, the audit entry, the word to the web side, the need
 * of a CRL.
 */
public final class Revoking {
    /** Wakes whoever makes CRLs. */
    public static final String CHANNEL = CrlNews.CHANNEL;

    private static final Logger LOG = LoggerFactory.getLogger(Revoking.class);
    /** Other signers that are faster; each time the row is there and locked for the next look. */
    private static final int ATTEMPTS = 3;

    /** As far as a command's clock may be ahead of this one. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Revocations revocations;
    private final RevokedKeys keys;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Wakes wakes;
    private final UuidSource ids;
    private final Clock clock;

    public Revoking(
            Revocations revocations,
            RevokedKeys keys,
            AuditLog audit,
            Outbox outbox,
            Wakes wakes,
            UuidSource ids,
            Clock clock) {
        this.revocations = revocations;
        this.keys = keys;
        this.audit = audit;
        this.outbox = outbox;
        this.wakes = wakes;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param changed false if it was late, or fulfilled before */
    public record Done(Revocation now, boolean changed) {}

    /**
     * What the certificate is from now on, which the web side is told even if nothing changed.
     *
     * @param stage whose chain of the audit log has it
     * @param by for the audit: who wants it
     */
    public Result<Done> on(Wish wish, String stage, Map<String, String> by) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Known known = revocations.lock(wish.issuer(), wish.serial()).orElse(null);
            if (known == null) {
                return Result.refused(
                        ProblemType.NOT_FOUND,
                        "Issuer '" + wish.issuer() + "' has issued no certificate with serial " + wish.serial() + ".");
            }
            if (wish.certificateSha256() != null && !wish.certificateSha256().equals(known.certificateSha256())) {
                return Result.refused(
                        ProblemType.CONFLICT, "Another certificate has this serial number than the one that was seen.");
            }
            if (known.row() != null && !known.row().genuine()) {
                audit.record(
                        stage,
                        "revocation-found-altered",
                        null,
                        place(known.row().revocation()));
            }
            Revocation before = known.revocation();
            Result<Revocation> next = Next.of(wish.notAfter(now.plus(SKEW)), before, known.notAfter(), now);
            if (next instanceof Result.Refused<Revocation> refused) {
                if (before != null) {
                    outbox.put(Outgoing.of(ids.get(), before.event(null))); // whoever asks so may have missed it
                }
                return Result.refused(
                        refused.problem().type(), refused.problem().detail());
            }
            boolean changed = !next.orElseThrow().equals(before);
            Revocation after = changed ? next.orElseThrow().on(known.shard()) : next.orElseThrow();
            if (!changed || revocations.store(known, after)) {
                if (after.reason() == RevocationReason.KEY_COMPROMISE) {
                    block(known.keySha256(), after, stage, now);
                }
                tell(wish, after, changed, stage, by);
                return Result.passed(new Done(after, changed));
            }
        }
        throw new IllegalStateException("Other signers change certificate " + wish.serial() + " at the same time.");
    }

    /** Also when the certificate was revoked so before: the row may be lost with an older copy of the database. */
    private void block(String key, Revocation revoked, String stage, Instant now) {
        if (!keys.block(key, revoked.issuer(), revoked.serial(), now)) {
            return;
        }
        int others = keys.others(key, revoked.issuer(), revoked.serial(), now);
        Map<String, String> detail = place(revoked);
        detail.put("keySha256", key);
        detail.put(
                "otherCertificates", others < RevokedKeys.MOST_COUNTED ? String.valueOf(others) : others + " or more");
        audit.record(stage, "key-blocked", null, detail);
        if (others > 0) {
            LOG.warn(
                    "The key of certificate {} of '{}' is blocked: {}. {} other certificates with it are not revoked.",
                    revoked.serial(),
                    revoked.issuer(),
                    key,
                    detail.get("otherCertificates"));
        }
    }

    private void tell(Wish wish, Revocation after, boolean changed, String stage, Map<String, String> by) {
        if (changed) {
            RevocationReason reason = after.reason();
            Map<String, String> detail = audited(after);
            detail.putAll(by);
            CrlNews.about(after, revocations, wakes);
            audit.record(stage, reason == null ? "certificate-released" : "certificate-revoked", null, detail);
            LOG.info(
                    "Certificate {} of '{}' {}.",
                    after.serial(),
                    after.issuer(),
                    reason == null ? "was released" : "was revoked: " + reason.label());
        }
        outbox.put(Outgoing.of(ids.get(), after.event(wish.revocationId())));
    }

    /** Says to the web side that a command was refused. */
    public void refused(RevocationRefused refused) {
        outbox.put(Outgoing.of(ids.get(), refused));
    }

    /** All that the row says, so that whoever compares the two later finds whatever was put into its place. */
    private static Map<String, String> audited(Revocation after) {
        Map<String, String> detail = place(after);
        detail.put("revision", String.valueOf(after.revision()));
        detail.put("since", after.at().toString());
        detail.put("notAfter", after.notAfter().toString());
        detail.put("ordered", String.valueOf(after.ordered()));
        if (!after.shard().isEmpty()) {
            detail.put("shard", after.shard());
        }
        if (after.reason() != null) {
            detail.put("reason", after.reason().label());
        }
        if (after.commandAt() != null) {
            detail.put("commandAt", after.commandAt().toString());
        }
        return detail;
    }

    private static Map<String, String> place(Revocation revocation) {
        Map<String, String> place = new TreeMap<>();
        place.put("issuer", revocation.issuer());
        place.put("serial", revocation.serial());
        return place;
    }
}
