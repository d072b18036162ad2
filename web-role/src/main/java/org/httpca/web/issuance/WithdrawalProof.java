package org.httpca.web.issuance;

import org.jspecify.annotations.Nullable;

/** What shows that somebody may withdraw a request: that they are its submitter, or the secret that its submitter got. */
public final class WithdrawalProof {
    private final @Nullable String principal;
    private final @Nullable String secret;

    private WithdrawalProof(@Nullable String principal, @Nullable String secret) {
        this.principal = principal;
        this.secret = secret;
    }

    public static WithdrawalProof principal(String principal) {
        return new WithdrawalProof(principal, null);
    }

    public static WithdrawalProof secret(String secret) {
        return new WithdrawalProof(null, secret);
    }

    boolean holds(@Nullable String submitter, byte @Nullable [] secretSha256) {
        if (principal != null) {
            return principal.equals(submitter);
        }
        return secret != null && secretSha256 != null && WithdrawalSecrets.matches(secret, secretSha256);
    }

    @Override
    public String toString() {
        return "WithdrawalProof[" + (principal != null ? "principal" : "secret") + "]";
    }
}
