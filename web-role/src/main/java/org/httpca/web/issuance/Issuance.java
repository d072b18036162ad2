package org.httpca.web.issuance;

import java.util.List;
import java.util.UUID;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.RevocationView;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one way in, for every door. */
@Component
public class Issuance {
    private final Checks checks;
    private final Intake intake;
    private final Renewals renewals;
    private final Withdrawals withdrawals;
    private final Revocations revocations;

    Issuance(Checks checks, Intake intake, Renewals renewals, Withdrawals withdrawals, Revocations revocations) {
        this.checks = checks;
        this.intake = intake;
        this.renewals = renewals;
        this.withdrawals = withdrawals;
        this.revocations = revocations;
    }

    /** Reads it as {@link #submit} would, and stores nothing: what its request would look like. */
    public Result<RequestView> check(Submission submission) {
        return checks.check(submission).map(Draft::view);
    }

    /** Checks it and puts it into the queue. Refused with what is wrong with it, in words for its submitter. */
    public Result<Accepted> submit(Submission submission) {
        return submit(submission, null);
    }

    /**
     * As {@link #submit(Submission)}, for a door that has something to say in it: what that refuses is refused, and what it does is done in
     * the transaction of the request. Refused as a conflict where somebody was first. For submissions with a principal.
     */
    public Result<Accepted> submitClaimed(Submission submission, Claim claim) {
        return checks.check(submission)
                .flatMap(draft -> {
                    Problem problem = claim.refusal(draft.csr());
                    return problem == null ? Result.passed(draft.with(claim)) : Result.<Draft>refused(problem);
                })
                .flatMap(draft -> intake.store(draft, claim));
    }

    /** As {@link #submit(Submission)}; with a key that its submitter used before, the answer is the request of then. */
    public Result<Accepted> submit(Submission submission, @Nullable String idempotencyKey) {
        return submitAll(List.of(submission), idempotencyKey).get(0);
    }

    /** Each on its own merits, one outcome for each in their order; those that pass are stored in one transaction. */
    public List<Result<Accepted>> submitAll(List<Submission> submissions) {
        return submitAll(submissions, null);
    }

    /** As {@link #submitAll(List)}, with one idempotency key for the list as it is. */
    public List<Result<Accepted>> submitAll(List<Submission> submissions, @Nullable String idempotencyKey) {
        // Verifying signatures is the dear part, and happens outside the transaction on every core.
        List<Result<Draft>> drafts = submissions.size() == 1
                ? List.of(checks.check(submissions.get(0)))
                : submissions.parallelStream().map(checks::check).toList();
        return intake.store(drafts, idempotencyKey);
    }

    /**
     * Asks for the certificate's successor, if it is shown that its holder asks; idempotent as {@link #submit(Submission, String)}.
     * Refused with what is wrong with it.
     */
    public Result<Accepted> renew(Renewal renewal, @Nullable String idempotencyKey) {
        return intake.store(List.of(renewals.check(renewal, idempotencyKey)), idempotencyKey)
                .get(0);
    }

    /**
     * Asks the signer to withdraw the request; whether that was in time, the request's status will say. Refused as not-found,
     * forbidden or already-decided. Asking twice is asking once.
     */
    public Result<RequestView> withdraw(UUID id, WithdrawalProof proof) {
        return withdrawals.withdraw(id, proof);
    }

    /**
     * Asks the signer to revoke a certificate, or to release it from its hold. Refused as already-decided or as a conflict. Asking
     * twice is asking once.
     */
    public Result<RevocationView> revoke(CertificateView certificate, Revocation revocation) {
        return revocations.ask(certificate, revocation);
    }
}
