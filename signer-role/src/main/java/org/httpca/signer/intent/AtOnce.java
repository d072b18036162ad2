package org.httpca.signer.intent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.memory.AtHand;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.WaitingForSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what will be signed in the transaction that accepts the request, where policy clears it and no limit has to be asked:
 * the sign stage then has it at hand, and the database is written once where it would be written and read three times. The rows
 * are leased as any other that is about to be signed; what this process does not get to is found in the database later.
 */
public final class AtOnce {
    private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);
    private static final String SIGN = "sign";

    private final Drafts drafts;
    private final WaitingForSignature waiting;
    private final Gate gate;
    private final AtHand<Prepared> signing;
    private final Wakes wakes;
    private final String holder;

    /** @param holder names this process's leases, as for the sign stage that has the same hand */
    public AtOnce(
            Drafts drafts,
            WaitingForSignature waiting,
            Gate gate,
            AtHand<Prepared> signing,
            Wakes wakes,
            String holder) {
        this.drafts = drafts;
        this.waiting = waiting;
        this.gate = gate;
        this.signing = signing;
        this.wakes = wakes;
        this.holder = holder;
    }

    /** With which rows are inserted; empty if they are to wait for a turn of the sign stage. Asks the database once. */
    public Optional<Lease> lease(List<ClearedRequest> requests, Instant now) {
        return requests.isEmpty() || !signing.hasRoom(requests.size()) || gate.isClosed()
                ? Optional.empty()
                : Optional.of(Lease.of(holder, now));
    }

    /** Whether nothing but the lease is needed: limits are counted by the sign stage, one signer at a time. */
    public boolean canPrepare(ClearedRequest request) {
        return request.profile().limits().isNone()
                && drafts.issuer(request, null).isPresent();
    }

    /**
     * Prepares requests that were inserted with the lease; the sign stage gets them after the commit.
     *
     * @param leased the JSON of each one's command, as it was inserted
     */
    public void prepare(String stage, Map<ClearedRequest, String> leased, Instant now) {
        List<Prepared> prepared = new ArrayList<>(leased.size());
        leased.forEach((request, stored) -> {
            try {
                Issuer issuer = drafts.issuer(request, null).orElseThrow();
                drafts.draft(stage, request, stored, issuer, null, holder, now).ifPresent(prepared::add);
            } catch (RuntimeException e) {
                // one that is a riddle must not keep the others from being accepted
                LOG.error("Request {} is left to the sign stage", request.id(), e);
                leave(List.of(request.id()));
            }
        });
        List<Prepared> written = drafts.write(stage, prepared);
        prepared.removeAll(written);
        leave(prepared.stream().map(one -> one.request().id()).toList());
        signing.putAfterCommit(written);
    }

    private void leave(List<UUID> requests) {
        if (!requests.isEmpty()) {
            waiting.putBack(requests, holder, null);
            wakes.afterCommit(SIGN);
        }
    }
}
