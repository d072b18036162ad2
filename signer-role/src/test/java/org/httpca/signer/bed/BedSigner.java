package org.httpca.signer.bed;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.IssuedWord;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.instance.Presence;
import org.httpca.signer.intent.AtOnce;
import org.httpca.signer.intent.Drafts;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.intent.Prepared;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.memory.AtHand;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.ControlEvidence;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.ReplacedCertificates;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.sign.Completion;
import org.httpca.signer.sign.Preparation;
import org.httpca.signer.sign.Sign;
import org.httpca.signer.transmit.IssuedCheck;
import org.httpca.signer.transmit.OutcomeSource;
import org.httpca.signer.transmit.OutcomesAtHand;

/** The sign and transmit stages of one signer process, driven by hand. */
public final class BedSigner {
    public final AuditLog audit;
    public final ProfilesInForce inForce;
    public final Presence presence;
    public final AtHand<Prepared> signing;
    public final AtHand<IssuedWord> telling;
    public final AtOnce atOnce;
    public final Sign sign;
    public final IssuanceRates rates;
    public final OutcomeSource outcomes;
    public final OutcomesAtHand outcomesAtHand;
    public final WaitingForTransmission waiting;

    /** @param atHand for how many requests there is room beside the database; with 0, each stage reads what it needs */
    BedSigner(SigningBed bed, String instance, Profiles own, FieldMac mac, int atHand) {
        String holder = Lease.holder(instance, "1");
        signing = new AtHand<>(atHand);
        telling = new AtHand<>(atHand);
        Wakes wakes = bed.wakes;
        inForce = new ProfilesInForce(own);
        Instances instances = new Instances(bed.jdbc, instance);
        Agreement agreement = new Agreement(instances, inForce);
        presence = new Presence(instances, agreement, inForce, bed.clock);
        audit = bed.audit(instance);
        Clearances clearances = new Clearances(mac);
        ClearanceCheck check = new ClearanceCheck(clearances, inForce, bed.proofs);
        WaitingForApproval approval = new WaitingForApproval(bed.jdbc);
        Tampering tampering = new Tampering(check, approval, audit, wakes, bed.clock);
        Reevaluation reevaluation = new Reevaluation(
                new Assessment(
                        new Policy(
                                inForce,
                                bed.proofs,
                                BlockedKeys.none(),
                                bed.revokedKeys,
                                OwnKeys.of(Map.of()),
                                name -> List.of(),
                                ReplacedCertificates.none(),
                                ControlEvidence.none(),
                                bed.clock),
                        bed.proofs,
                        clearances),
                approval,
                new Orders(bed.jdbc),
                audit,
                wakes,
                bed.clock);
        rates = new IssuanceRates(bed.jdbc, audit, bed.clock);
        WaitingForSignature signature = new WaitingForSignature(bed.jdbc);
        IntentMac intentMac = new IntentMac(mac);
        IssuerSignatures signatures = new IssuerSignatures(bed.issuers);
        Drafts drafts = new Drafts(
                bed.issuers,
                new SerialNumberSource(new SecureRandom()),
                bed.shards,
                bed.intents,
                intentMac,
                signature,
                audit,
                wakes);
        atOnce = new AtOnce(
                drafts,
                signature,
                new Gate(bed.halts, rates, bed.revokedKeys, bed.comparisons::pauses),
                signing,
                wakes,
                holder);
        sign = new Sign(
                bed.transactions,
                signing,
                Looks.always(),
                new Preparation(
                        signature,
                        bed.intents,
                        intentMac,
                        check,
                        tampering,
                        reevaluation,
                        agreement,
                        new Gate(bed.halts, rates, bed.revokedKeys, bed.comparisons::pauses),
                        drafts,
                        bed.clock,
                        holder),
                signatures,
                new Completion(
                        signature,
                        bed.requests,
                        bed.certificates,
                        tampering,
                        audit,
                        wakes,
                        telling,
                        bed.clock,
                        holder));
        waiting = new WaitingForTransmission(bed.jdbc);
        outcomes = new OutcomeSource(
                waiting,
                new IssuedCheck(
                        new ClearanceCheck(new Clearances(mac.ofThePast()), inForce, bed.proofs),
                        bed.intents,
                        new IntentMac(mac.ofThePast()),
                        bed.certificates,
                        signatures),
                tampering,
                bed.parked,
                wakes,
                bed.clock);
        outcomesAtHand = new OutcomesAtHand(telling, waiting, bed.parked, bed.clock);
    }
}
