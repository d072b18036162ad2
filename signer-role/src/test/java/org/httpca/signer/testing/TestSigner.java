package org.httpca.signer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.envelope.Verified;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.Message;
import org.httpca.message.Role;
import org.httpca.order.Administrators;
import org.httpca.signer.accept.Accept;
import org.httpca.signer.accept.AcceptCertificates;
import org.httpca.signer.accept.AcceptLog;
import org.httpca.signer.accept.AcceptRefusals;
import org.httpca.signer.accept.AcceptRequests;
import org.httpca.signer.accept.AcceptRevocations;
import org.httpca.signer.accept.AcceptWithdrawals;
import org.httpca.signer.accept.TakeUp;
import org.httpca.signer.accept.UnevaluatedRequests;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.NamedShards;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.CommandMark;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.comparison.Learning;
import org.httpca.signer.decide.Decide;
import org.httpca.signer.decide.Decision;
import org.httpca.signer.decide.EvaluateAgain;
import org.httpca.signer.decide.HaltDecision;
import org.httpca.signer.decide.OrderCheck;
import org.httpca.signer.decide.RevokeDecision;
import org.httpca.signer.decide.Settlement;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.instance.Presence;
import org.httpca.signer.intent.AtOnce;
import org.httpca.signer.intent.Drafts;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.log.SeenLog;
import org.httpca.signer.memory.AtHand;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.ControlEvidence;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.renewal.IssuedCertificates;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.request.AnsweredBefore;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForProfile;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.Withdrawals;
import org.httpca.signer.revocation.RevocationRates;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.RevokedKeys;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.transmit.OutboxMark;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A signer's deciding stages on a real database, driven by hand. All of them share one clearance key, as signers do. */
public final class TestSigner implements AutoCloseable {

    public static final int REVOCATIONS_PER_HOUR = 3;
    public static final SecretKey CLEARANCE_KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    public static final Clock CLOCK = Clock.systemUTC();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final MessagingAuthority MESSAGING = MessagingAuthority.create("test", CLOCK, RANDOM);
    private static final EnvelopeSealer WORKER = new EnvelopeSealer(
            MESSAGING.issue(Role.WORKER, "worker-1", Duration.ofDays(1)), CLOCK, Uuids.v7Source(CLOCK, RANDOM));

    public final String instance = "signer-" + NUMBER.incrementAndGet();
    public final TransactionTemplate transactions;
    public final Profiles profiles;
    public final ProfilesInForce inForce;
    public final Agreement agreement;
    private final Presence presence;
    private final TakeUp takeUp;
    private final EvaluateAgain evaluateAgain;
    public final AuditLog audit;
    public final Clearances clearances;
    public final ClearanceCheck check;
    public final Tampering tampering;
    public final Reevaluation reevaluation;
    public final Requests requests;
    public final Halts halts;
    public final RevocationRates revocationRates;
    public final TestResponders responders;
    private final AcceptRefusals refusals;
    private final SignerDatabase database;
    private final JdbcTemplate owner;
    private final Wakes wakes;
    private final Accept accept;
    private final Decide decide;

    public TestSigner(Administrators administrators) {
        this(administrators, profiles(""));
    }

    public TestSigner(Administrators administrators, Profiles profiles) {
        this(() -> administrators, profiles);
    }

    /** @param folder what is read anew before each turn with orders */
    public TestSigner(Supplier<Administrators> folder, Profiles profiles) {
        this(folder, profiles, new Issuers(List.of()));
    }

    /** @param issuers for whose requests it writes down at once what will be signed */
    public TestSigner(Supplier<Administrators> folder, Profiles profiles, Issuers issuers) {
        this(SignerDatabase.shared(), folder, profiles, issuers);
    }

    public TestSigner(SignerDatabase database, Supplier<Administrators> folder, Profiles profiles, Issuers issuers) {
        this.database = database;
        owner = new JdbcTemplate(database.owner());
        KnownAdministrators known = KnownAdministrators.of(folder);
        var dataSource = database.runtime();
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.profiles = profiles;
        inForce = new ProfilesInForce(profiles);
        Instances instances = new Instances(jdbc, instance);
        agreement = new Agreement(instances, inForce);
        presence = new Presence(instances, agreement, inForce, CLOCK);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        wakes = new Wakes(dataSource);
        audit = new AuditLog(jdbc, CLOCK, instance);
        FieldMac mac = new FieldMac(CLEARANCE_KEY);
        clearances = new Clearances(mac);
        Proofs proofs = new Proofs();
        check = new ClearanceCheck(clearances, inForce, proofs);
        RevokedKeys revokedKeys = new RevokedKeys(jdbc);
        requests = new Requests(jdbc);
        Revocations revocations = new Revocations(jdbc, mac, new NamedShards(new IssuerSignatures(issuers)));
        Renewals renewals = new Renewals(
                jdbc, new IssuedCertificates(jdbc, new IssuerSignatures(issuers), requests, check), revocations, CLOCK);
        Assessment assessment = new Assessment(
                new Policy(
                        inForce,
                        proofs,
                        BlockedKeys.none(),
                        revokedKeys,
                        OwnKeys.of(Map.of()),
                        name -> List.of(),
                        renewals,
                        ControlEvidence.none(),
                        CLOCK),
                proofs,
                clearances);
        WaitingForApproval waiting = new WaitingForApproval(jdbc);
        Orders orders = new Orders(jdbc);
        tampering = new Tampering(check, waiting, audit, wakes, CLOCK);
        reevaluation = new Reevaluation(assessment, waiting, orders, audit, wakes, CLOCK);
        UnevaluatedRequests unevaluated = new UnevaluatedRequests(
                agreement, new WaitingForProfile(jdbc), new CommandMark(mac), audit, wakes, CLOCK);
        halts = new Halts(jdbc, mac);
        AcceptRequests arrivals = new AcceptRequests(
                requests, assessment, proofs, atOnce(jdbc, mac, issuers), unevaluated, renewals, audit, wakes, CLOCK);
        Revoking revoking = new Revoking(
                revocations,
                revokedKeys,
                audit,
                new Outbox(jdbc, wakes, new OutboxMark(mac)),
                wakes,
                UUID::randomUUID,
                CLOCK);
        revocationRates = new RevocationRates(jdbc, REVOCATIONS_PER_HOUR, audit, CLOCK);
        responders = TestResponders.of(
                jdbc,
                transactions,
                issuers,
                mac,
                new Gate(halts, new IssuanceRates(jdbc, audit, CLOCK), revokedKeys, () -> false),
                audit,
                new Outbox(jdbc, wakes, new OutboxMark(mac)),
                wakes);
        accept = new Accept(
                arrivals,
                new AcceptWithdrawals(requests, new Withdrawals(jdbc), arrivals, unevaluated, audit, wakes, CLOCK),
                new AcceptRevocations(revoking, revocationRates),
                responders.accept(),
                new AcceptCertificates(new Learning(
                        new Comparisons(jdbc, CLOCK),
                        new Certificates(jdbc),
                        new Intents(jdbc),
                        requests,
                        new AnsweredBefore(jdbc),
                        new Issuers(List.of()),
                        new IssuerSignatures(new Issuers(List.of())),
                        proofs,
                        audit,
                        wakes,
                        CLOCK)),
                new AcceptLog(new SeenLog(
                        jdbc, () -> MessagingTrust.of(MESSAGING.certificate()), "test", audit, wakes, CLOCK)));
        takeUp = new TakeUp(transactions, unevaluated, arrivals);
        evaluateAgain = new EvaluateAgain(transactions, inForce, agreement, waiting, check, reevaluation, tampering);
        refusals = new AcceptRefusals(audit);
        Settlement settlement = new Settlement(orders, audit, CLOCK);
        decide = new Decide(
                transactions,
                orders,
                new Decision(
                        new OrderCheck(known::now, orders),
                        check,
                        clearances,
                        waiting,
                        tampering,
                        reevaluation,
                        new HaltDecision(halts, settlement, wakes),
                        new RevokeDecision(revoking, settlement),
                        settlement,
                        wakes,
                        CLOCK),
                agreement,
                known,
                audit);
    }

    private AtOnce atOnce(JdbcTemplate jdbc, FieldMac mac, Issuers issuers) {
        WaitingForSignature waiting = new WaitingForSignature(jdbc);
        Drafts drafts = new Drafts(
                issuers,
                new SerialNumberSource(RANDOM),
                CrlShards.NONE,
                new Intents(jdbc),
                new IntentMac(mac),
                waiting,
                audit,
                wakes);
        Gate gate = new Gate(halts, new IssuanceRates(jdbc, audit, CLOCK), new RevokedKeys(jdbc), () -> false);
        return new AtOnce(drafts, waiting, gate, new AtHand<>(100), wakes, instance);
    }

    /** Its row says that it is alive, and with which profiles; until it is closed or dies. */
    public TestSigner isPresent() {
        presence.begin();
        return this;
    }

    /** A turn of the thread that keeps the profiles, without reading any file. */
    public void keepsProfiles() {
        presence.run();
        boolean more = true;
        while (more) {
            more = takeUp.run() + evaluateAgain.run() > 0;
        }
    }

    /** Killed long enough ago for its row to be too old. */
    public void isLongDead() {
        tampers("UPDATE signer_instance SET seen_at = seen_at - interval '3 minutes' WHERE instance = ?", instance);
    }

    /** What was asked for waits, unevaluated. */
    public boolean waits(UUID id) {
        return !owner.queryForList("SELECT 1 FROM waiting_for_profile WHERE request_id = ?", id)
                .isEmpty();
    }

    /** The default file's profiles, with names that profile server signs by itself. */
    public static Profiles profiles(String autosign) {
        return profiles(autosign, "", "");
    }

    /** The default file's profiles, with one text in it replaced by another. */
    public static Profiles profiles(String autosign, String text, String replacement) {
        try {
            Path file = Files.createTempFile("profiles", ".yml");
            String yaml = new String(Profiles.defaultFile(), StandardCharsets.UTF_8);
            Files.writeString(file, text.isEmpty() ? yaml : yaml.replace(text, replacement));
            Profiles profiles = Profiles.load(file).withAutosign(autosign);
            Files.delete(file);
            return profiles;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void accepts(Message... messages) {
        accepts(Arrays.stream(messages)
                .map(message -> Outgoing.of(UUID.randomUUID(), message))
                .toList());
    }

    /** As it comes from the broker, which may say anything. */
    public void receives(byte[] body) {
        EnvelopeVerifier verifier = new EnvelopeVerifier(MESSAGING.certificate(), "test", Role.SIGNER, CLOCK);
        new Inbox(
                        "httpca.signer",
                        verifier,
                        new JdbcTemplate(database.runtime()),
                        transactions,
                        accept,
                        refusals,
                        CLOCK)
                .accept(List.of(body));
    }

    public static byte[] envelope(Message... messages) {
        return WORKER.seal(
                Role.SIGNER,
                Arrays.stream(messages)
                        .map(message -> Outgoing.of(UUID.randomUUID(), message))
                        .toList(),
                Duration.ofMinutes(5));
    }

    /** As they come out of a real envelope. */
    public void accepts(List<Outgoing> messages) {
        EnvelopeVerifier verifier = new EnvelopeVerifier(MESSAGING.certificate(), "test", Role.SIGNER, CLOCK);
        Opening opening = verifier.open(WORKER.seal(Role.SIGNER, messages, Duration.ofMinutes(5)));
        List<Verified<Message>> batch = ((Opening.Opened) opening).messages();
        transactions.executeWithoutResult(status -> accept.handle(batch));
    }

    public int decides() {
        return decide.run();
    }

    public StoredRequest row(UUID id) {
        return requests.find(id).orElseThrow();
    }

    /** Somebody who got hold of the database. */
    public void tampers(String sql, Object... arguments) {
        owner.update(sql, arguments);
    }

    /** What was told to the other side already is no word any more. */
    public void transmits(UUID id) {
        owner.update(
                "UPDATE request SET word = NULL, state = CASE WHEN outcome IS NULL THEN state ELSE 'Transmitted' END WHERE id = ?",
                id);
    }

    /** The events of this signer about a request, in order. */
    public List<String> audited(UUID request) {
        return owner.queryForList(
                "SELECT event FROM audit WHERE request_id = ? AND starts_with(chain, ?) ORDER BY at, chain, sequence",
                String.class,
                request,
                instance + "/");
    }

    /** What this signer audited under an event's name, in order. */
    public List<String> auditedDetail(String event) {
        return owner.queryForList(
                "SELECT detail FROM audit WHERE event = ? AND starts_with(chain, ?) ORDER BY at, chain, sequence",
                String.class,
                event,
                instance + "/");
    }

    @Override
    public void close() {
        tampers("DELETE FROM signer_instance WHERE instance = ?", instance);
        wakes.close();
    }
}
