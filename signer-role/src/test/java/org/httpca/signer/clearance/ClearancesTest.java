package org.httpca.signer.clearance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;

class ClearancesTest {

    private static final UUID ID = UUID.fromString("6f1c3f5e-8f3a-4a6e-9d53-0b7c1a2e4d60");
    private static final Octets DIGEST = Octets.of(new byte[32]);

    private final Clearances clearances = new Clearances(new FieldMac(new SecretKeySpec(new byte[32], "HmacSHA256")));

    @Test
    void everyFieldCounts() {
        List<Octets> all = List.of(
                clearances.held(ID, DIGEST, "ab", 1, "[]"),
                clearances.held(new UUID(1, 2), DIGEST, "ab", 1, "[]"),
                clearances.held(ID, DIGEST.sha256(), "ab", 1, "[]"),
                clearances.held(ID, DIGEST, "a", 1, "[]"),
                clearances.held(ID, DIGEST, "ab", 2, "[]"),
                clearances.held(ID, DIGEST, "ab", 1, "[ ]"),
                clearances.clearedByPolicy(ID, DIGEST, "ab", 1),
                clearances.clearedByOrders(ID, DIGEST, "ab", 1));
        assertThat(new HashSet<>(all)).hasSize(all.size());
        Set<Integer> lengths = new HashSet<>(all.stream().map(Octets::length).toList());
        assertThat(lengths).containsExactly(32);
    }

    @Test
    void aMacHoldsForItsOwnUseAndKeyOnly() {
        Octets held = clearances.held(ID, DIGEST, "ab", 1, "[]");
        assertThat(clearances.heldHolds(held, ID, DIGEST, "ab", 1, "[]")).isTrue();
        assertThat(clearances.heldHolds(null, ID, DIGEST, "ab", 1, "[]")).isFalse();
        assertThat(clearances.clearedByPolicyHolds(held, ID, DIGEST, "ab", 1)).isFalse();
        assertThat(clearances.clearedByOrdersHolds(held, ID, DIGEST, "ab", 1)).isFalse();
        Octets ordered = clearances.clearedByOrders(ID, DIGEST, "ab", 1);
        assertThat(clearances.clearedByOrdersHolds(ordered, ID, DIGEST, "ab", 1))
                .isTrue();
        assertThat(clearances.clearedByPolicyHolds(ordered, ID, DIGEST, "ab", 1))
                .isFalse();
        Clearances other = new Clearances(new FieldMac(new SecretKeySpec(new byte[] {1}, "HmacSHA256")));
        assertThat(other.clearedByOrdersHolds(ordered, ID, DIGEST, "ab", 1)).isFalse();
    }
}
