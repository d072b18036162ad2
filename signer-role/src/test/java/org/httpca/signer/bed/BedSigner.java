package org.httpca.signer.bed;

import java.security.SecureRandom;
import java.util.Map;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.instance.Presence;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.sign.Completion;
import org.httpca.signer.sign.Gate;
import org.httpca.signer.sign.Preparation;
import org.httpca.signer.sign.Sign;
import org.httpca.signer.transmit.IssuedCheck;
import org.httpca.signer.transmit.OutcomeSource;

/** The sign and transmit stages of one signer process, driven by hand. */
public final class BedSigner {
    public final AuditLog audit;
    public final ProfilesInForce inForce;
    public final Presence presence;
    public final Sign sign;
    public final IssuanceRates rates;
    public final OutcomeSource outcomes;
    public final WaitingForTransmission waiting;

    BedSigner(SigningBed bed, String instance, Profiles own, FieldMac mac) {
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
                new Assessment(new Policy(inForce, bed.proofs, BlockedKeys.none(), OwnKeys.of(Map.of())), clearances),
                approval,
                new Orders(bed.jdbc),
                audit,
                wakes,
                bed.clock);
        rates = new IssuanceRates(bed.jdbc, audit, bed.clock);
        WaitingForSignature signature = new WaitingForSignature(bed.jdbc);
        sign = new Sign(
                bed.transactions,
                new Preparation(
                        signature,
                        bed.intents,
                        new IntentMac(mac),
                        check,
                        tampering,
                        reevaluation,
                        agreement,
                        new Gate(bed.halts, rates, bed.comparisons::pauses),
                        bed.issuers,
                        new SerialNumberSource(new SecureRandom()),
                        audit,
                        wakes,
                        bed.clock,
                        instance),
                new Completion(
                        signature, bed.requests, bed.certificates, tampering, audit, wakes, bed.clock, instance));
        waiting = new WaitingForTransmission(bed.jdbc);
        outcomes = new OutcomeSource(
                waiting,
                new IssuedCheck(
                        new ClearanceCheck(new Clearances(mac.ofThePast()), inForce, bed.proofs),
                        bed.intents,
                        new IntentMac(mac.ofThePast()),
                        bed.certificates,
                        bed.issuers),
                tampering,
                bed.parked,
                wakes,
                bed.clock);
    }
}
