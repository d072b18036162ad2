package org.httpca.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** Known to every implementation of certificate transparency: eight entries, and the root after each of them. */
    private static final List<String> KNOWN_ENTRIES =
            List.of("", "\0", "\20", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno");

    private static final List<String> KNOWN_ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SMALL = 40;
    private static final int PAST_A_STORED_LEVEL = 1030;

    /** A log in memory, with what a stored one keeps. */
    private static final class Log implements StoredNodes {
        private final Map<String, Octets> kept = new HashMap<>();
        private final List<Octets> roots = new ArrayList<>(List.of(TreeHash.EMPTY));
        private final Frontier frontier = Frontier.empty();

        Log(int size) {
            LongStream.range(0, size).forEach(this::add);
        }

        private void add(long number) {
            frontier.add(leaf(number), (level, index, hash) -> {
                if (level == 0 || StoredNodes.has(level)) {
                    kept.put(level + "/" + index, hash);
                }
            });
            roots.add(frontier.root());
        }

        static Octets leaf(long number) {
            return TreeHash.leaf("entry " + number);
        }

        @Override
        public List<Octets> row(int level, long from, int count) {
            assertThat(count).isBetween(1, 128);
            return LongStream.range(from, from + count)
                    .mapToObj(index -> kept.get(level + "/" + index))
                    .peek(hash -> assertThat(hash).as("a complete node").isNotNull())
                    .toList();
        }
    }

    @Test
    void theRootsAreThoseThatAllKnow() {
        Frontier frontier = Frontier.empty();
        assertThat(frontier.root().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < KNOWN_ENTRIES.size(); i++) {
            frontier.add(TreeHash.leaf(KNOWN_ENTRIES.get(i)));
            assertThat(frontier.root().hex()).isEqualTo(KNOWN_ROOTS.get(i));
        }
    }

    @Test
    void aFrontierGoesOnWhereItWasStored() {
        Log log = new Log(SMALL);
        Frontier frontier = Frontier.empty();
        for (int size = 0; size < SMALL; size++) {
            frontier = Frontier.of(size, frontier.toArray());
            assertThat(frontier.root()).isEqualTo(log.roots.get(size));
            frontier.add(Log.leaf(size));
        }
        byte[] stored = frontier.toArray();
        assertThatThrownBy(() -> Frontier.of(SMALL - 1, stored)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachEntryOfEachSmallLogIsProven() {
        Log log = new Log(SMALL);
        Proofs proofs = new Proofs(log);
        for (int size = 1; size <= SMALL; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = proofs.inclusion(index, size);
                assertThat(proof.holds(Log.leaf(index), log.roots.get(size))).isTrue();
                assertThat(proof.holds(Log.leaf(index + 1), log.roots.get(size)))
                        .isFalse();
                assertThat(proof.holds(Log.leaf(index), log.roots.get(size - 1)))
                        .isFalse();
                assertThat(new InclusionProof(index + 1, size, proof.path())
                                .holds(Log.leaf(index), log.roots.get(size)))
                        .isFalse();
                for (List<Octets> spoilt : spoilt(proof.path())) {
                    assertThat(new InclusionProof(index, size, spoilt).holds(Log.leaf(index), log.roots.get(size)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void eachSmallLogIsTheBeginningOfEachLongerOne() {
        Log log = new Log(SMALL);
        Proofs proofs = new Proofs(log);
        for (int second = 1; second <= SMALL; second++) {
            for (int first = 1; first <= second; first++) {
                Octets firstRoot = log.roots.get(first);
                Octets secondRoot = log.roots.get(second);
                ConsistencyProof proof = proofs.consistency(first, second);
                assertThat(proof.holds(firstRoot, secondRoot)).isTrue();
                assertThat(proof.holds(TreeHash.EMPTY, secondRoot)).isFalse();
                assertThat(proof.holds(firstRoot, TreeHash.EMPTY)).isFalse();
                for (List<Octets> spoilt : spoilt(proof.path())) {
                    assertThat(new ConsistencyProof(first, second, spoilt).holds(firstRoot, secondRoot))
                            .isFalse();
                }
            }
        }
    }

    private static List<List<Octets>> spoilt(List<Octets> path) {
        List<List<Octets>> all = new ArrayList<>();
        List<Octets> longer = new ArrayList<>(path);
        longer.add(TreeHash.EMPTY);
        all.add(longer);
        for (int i = 0; i < path.size(); i++) {
            List<Octets> other = new ArrayList<>(path);
            other.set(i, TreeHash.leaf("another"));
            all.add(other);
            List<Octets> shorter = new ArrayList<>(path);
            shorter.remove(i);
            all.add(shorter);
        }
        return all;
    }

    /** Where nodes that are kept are read, and those between are hashed. */
    @Test
    void proofsOfALongerLogHold() {
        Log log = new Log(PAST_A_STORED_LEVEL);
        Proofs proofs = new Proofs(log);
        for (int size : List.of(255, 256, 257, 511, 512, 1000, PAST_A_STORED_LEVEL)) {
            for (int index = 0; index < size; index += 7) {
                assertThat(proofs.inclusion(index, size).holds(Log.leaf(index), log.roots.get(size)))
                        .isTrue();
            }
            for (int first = 1; first <= size; first += 5) {
                assertThat(proofs.consistency(first, size).holds(log.roots.get(first), log.roots.get(size)))
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsNotThereHasNoProof() {
        Proofs proofs = new Proofs(new Log(3));
        assertThatThrownBy(() -> proofs.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.inclusion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new InclusionProof(3, 3, List.of()).holds(Log.leaf(3), TreeHash.EMPTY))
                .isFalse();
        assertThat(new ConsistencyProof(0, 3, List.of()).holds(TreeHash.EMPTY, TreeHash.EMPTY))
                .isFalse();
    }
}
