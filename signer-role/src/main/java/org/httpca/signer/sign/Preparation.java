package org.httpca.signer.sign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.intent.Drafts;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.intent.Prepared;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.rate.Room;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The first transaction of a signature: requests are leased, their clearance is checked, and what will be signed is linted
 * and written down (or found written down, after a crash).
 */
public final class Preparation {
    static final String STAGE = "sign";
    static final int MOST = 100;
    static final Duration LEASE = Lease.TIME;

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final WaitingForSignature requests;
    private final Intents intents;
    private final IntentMac mac;
    private final ClearanceCheck clearance;
    private final Tampering tampering;
    private final Reevaluation reevaluation;
    private final Agreement agreement;
    private final Gate gate;
    private final Drafts drafts;
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
            Drafts drafts,
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
        this.drafts = drafts;
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
        Map<UUID, Checked> checks = new HashMap<>();
        leased.forEach(row -> checks.put(row.id(), clearance.cleared(row)));
        Set<String> compromised = gate.compromised(keys(checks.values()));
        for (StoredRequest row : leased) {
            Checked checked = Objects.requireNonNull(checks.get(row.id()));
            ClearedRequest genuine = checked.request();
            if (checked instanceof Checked.Altered altered) {
                tampering.found(STAGE, row, altered.why());
            } else if (genuine != null && !Collections.disjoint(compromised, genuine.keys())) {
                // whether or not it was written down: what may be signed already was never stored, and so never told
                drafts.refuseKey(STAGE, genuine, holder, now);
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
        List<Prepared> fresh = prepared.stream()
                .filter(one -> !written.containsKey(one.request().id()))
                .toList();
        if (drafts.write(STAGE, fresh).size() < fresh.size()) {
            throw new IllegalStateException("What is to be signed was written down by somebody else meanwhile");
        }
        room.store();
        requests.putBack(crowded, holder, now.plus(IssuanceRates.REST));
        // behind a batch that found no room there may be others that do: the next turn comes at once
        int resting = leased.size() == MOST ? 0 : crowded.size();
        return new Batch(prepared, leased.size() - waiting - left.size() - resting);
    }

    /** Those of these that may be signed at this moment. */
    List<Prepared> signable(List<Prepared> prepared) {
        if (gate.isClosed()) {
            return List.of();
        }
        Set<String> compromised = gate.compromised(
                prepared.stream().flatMap(one -> one.request().keys().stream()).collect(Collectors.toSet()));
        return compromised.isEmpty()
                ? prepared
                : prepared.stream()
                        .filter(one ->
                                Collections.disjoint(compromised, one.request().keys()))
                        .toList();
    }

    private static Set<String> keys(Collection<Checked> checks) {
        Set<String> keys = new HashSet<>();
        for (Checked checked : checks) {
            ClearedRequest genuine = checked.request();
            if (genuine != null) {
                keys.addAll(genuine.keys());
            }
        }
        return keys;
    }

    /** Gives the leases back: what was prepared waits in the database. */
    void putBack(List<Prepared> prepared) {
        requests.putBack(prepared.stream().map(one -> one.request().id()).toList(), holder, null);
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
        Issuer issuer = drafts.issuer(request, written).orElse(null);
        if (issuer == null) {
            LOG.error("Request {} waits: this signer does not have its issuer", row.id());
            return false;
        }
        try {
            drafts.draft(STAGE, request, row.command(), issuer, written, holder, now)
                    .ifPresent(prepared::add);
            return true;
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Request {} waits: what would be signed cannot be made", row.id(), e);
            return false;
        }
    }
}
