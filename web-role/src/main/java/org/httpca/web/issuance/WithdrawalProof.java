package org.httpca.web.issuance;

import java.util.UUID;
import org.httpca.web.session.SubmittedHere;
import org.jspecify.annotations.Nullable;

/**
 * What shows that somebody may withdraw a request: that they are its submitter, that it was submitted with their browser, or the
 * secret that its submitter got.
 */
public final class WithdrawalProof {
    private final @Nullable String principal;
    private final @Nullable String secret;
    private final @Nullable SubmittedHere here;

    private WithdrawalProof(@Nullable String principal, @Nullable String secret, @Nullable SubmittedHere here) {
        this.principal = principal;
        this.secret = secret;
        this.here = here;
    }

    public static WithdrawalProof principal(String principal) {
        return new WithdrawalProof(principal, null, null);
    }

    public static WithdrawalProof secret(String secret) {
        return new WithdrawalProof(null, secret, null);
    }

    public static WithdrawalProof submitted(SubmittedHere here) {
        return new WithdrawalProof(null, null, here);
    }

    boolean holds(UUID request, @Nullable String submitter, byte @Nullable [] secretSha256) {
        if (here != null) {
            return submitter == null && here.request().equals(request);
        }
        if (principal != null) {
            return principal.equals(submitter);
        }
        return secret != null && secretSha256 != null && WithdrawalSecrets.matches(secret, secretSha256);
    }

    @Override
    public String toString() {
        return "WithdrawalProof[" + (principal != null ? "principal" : here != null ? "session" : "secret") + "]";
    }
}
