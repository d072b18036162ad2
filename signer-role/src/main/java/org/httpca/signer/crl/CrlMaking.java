package org.httpca.signer.crl;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.crl.Bases.Base;
import org.httpca.signer.crl.CrlStore.Next;
import org.httpca.signer.crl.CrlStore.State;
import org.httpca.signer.issuer.CrlEntries;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.CrlTemplate;
import org.httpca.signer.issuer.CrlTemplate.Scope;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.revocation.Revocation;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.Revocations.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in a CRL: the entries of its certificates, and which these are. What was altered in the database is listed as revoked, on each
 * of the issuer's CRLs: whoever alters rows may have altered where they belong.
 */
final class CrlMaking {
    /** Of changes since the base of a delta: with more, it begins with the newest CRL. */
    static final int MOST_CHANGES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(CrlMaking.class);
    private static final int MOST_TOLD = 20;
    /** At a time; the next CRL brings more. */
    private static final int MOST_MOVED = 1_000;

    private final Linter linter = Linter.standard();
    private final Revocations revocations;
    private final CrlStore store;
    private final AuditLog audit;
    private final String stage;

    CrlMaking(Revocations revocations, CrlStore store, AuditLog audit, String stage) {
        this.revocations = revocations;
        this.store = store;
        this.audit = audit;
        this.stage = stage;
    }

    /**
     * What is to be listed.
     *
     * @param moved serial numbers of rows that were altered, and were not on each list before
     */
    record Content(CrlEntries entries, Scope scope, List<String> moved) {}

    /**
     * Reads the entries.
     *
     * @param listedAfter certificates that ended before are left out
     */
    Content content(Issuer issuer, CrlList list, State state, Instant listedAfter, Instant now) {
        Gathering gathering = new Gathering(list, now);
        Scope scope;
        if (list.isDelta()) {
            Base base = base(issuer.name(), state);
            scope = Scope.since(base.number());
            revocations.changedSince(issuer.name(), base.changes(), gathering);
        } else {
            scope = list.isComplete() ? Scope.complete(issuer.crlUrl(CrlShards.DELTA)) : Scope.of(state.urls());
            revocations.listed(issuer.name(), list.shard(), listedAfter, gathering);
        }
        if (!gathering.altered.isEmpty()) {
            LOG.error(
                    "What became of certificates {} was altered in the database; the CRLs list them.",
                    gathering.altered);
            audit.record(
                    stage,
                    "revocation-found-altered",
                    null,
                    Map.of("issuer", issuer.name(), "serials", gathering.altered));
        }
        return new Content(gathering.entries, scope, gathering.moved);
    }

    /** Of a delta. */
    Base base(String issuer, State state) {
        if (state.bases() == null || state.newest() == null) {
            throw new IllegalStateException("There is no CRL yet that a delta of " + issuer + " could build upon");
        }
        Base base = state.bases().base();
        return revocations.countChangedSince(issuer, base.changes(), MOST_CHANGES + 1) > MOST_CHANGES
                ? state.newest()
                : base;
    }

    /** Signed, if the linter permits it. */
    LongOctets sign(Issuer issuer, CrlList list, long number, Instant made, Content content) {
        LongOctets tbs = new CrlTemplate(
                        issuer.certificate(),
                        issuer.key().signatureAlgorithm(),
                        number,
                        made,
                        made.plus(list.life()),
                        content.entries(),
                        content.scope())
                .toBeSigned();
        LintOutcome<CrlPermit> outcome = linter.crl(tbs, issuer.certificate());
        if (outcome instanceof LintOutcome.Permitted<CrlPermit> permitted) {
            return issuer.key().sign(permitted.permit());
        }
        throw new IllegalStateException("The linter stopped a CRL of " + list + ": " + outcome.findings());
    }

    /**
     * At the end of the transaction, since it locks rows that revocations wait for.
     *
     * @param bases of the deltas until now; null where they begin anew
     */
    void store(CrlList list, Next next, LongOctets crl, Instant made, Content content, @Nullable Bases bases) {
        if (!content.moved().isEmpty()) {
            revocations.listOnEach(list.issuer(), content.moved());
        }
        store.store(list, next.number(), crl, made.plus(list.life()), next.changes());
        if (list.isComplete()) {
            Base base = new Base(next.number(), next.changes(), made);
            store.store(list.issuer(), bases == null ? Bases.begin(base) : bases.after(base));
        }
        Map<String, Object> detail = new TreeMap<>();
        detail.put("issuer", list.issuer());
        detail.put("number", next.number());
        detail.put("entries", content.entries().count());
        detail.put("sha256", crl.sha256().hex());
        if (!list.isComplete()) {
            detail.put("shard", list.shard());
        }
        audit.record(stage, "crl-issued", null, detail);
    }

    /** Rows on their way into a CRL. */
    private static final class Gathering implements Consumer<Row> {
        final CrlEntries entries = new CrlEntries();
        final List<String> altered = new ArrayList<>();
        final List<String> moved = new ArrayList<>();
        private final CrlList list;
        private final Instant now;

        Gathering(CrlList list, Instant now) {
            this.list = list;
            this.now = now;
        }

        @Override
        public void accept(Row row) {
            Revocation revocation = row.revocation();
            RevocationReason reason = revocation.reason();
            BigInteger serial = new BigInteger(revocation.serial(), 16);
            if (!row.genuine()) {
                entries.add(serial, now, RevocationReason.UNSPECIFIED);
                altered(revocation);
            } else if (reason != null) {
                entries.add(serial, revocation.at(), reason);
            } else if (list.isDelta()) {
                // also where no complete CRL had it: another delta may have (section 5.2.4)
                entries.add(serial, revocation.at(), RevocationReason.REMOVE_FROM_CRL);
            }
        }

        private void altered(Revocation revocation) {
            boolean onEach = revocation.shard().equals(CrlShards.EACH);
            if (!onEach && moved.size() < MOST_MOVED) {
                moved.add(revocation.serial());
            }
            // those that are on each are told of by the complete CRL alone
            if ((list.isComplete() || !onEach) && altered.size() < MOST_TOLD) {
                altered.add(revocation.serial());
            }
        }
    }
}
