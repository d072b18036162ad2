package org.httpca.signer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTypeTest {

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void eachIsFoundByItsLabel(KeyType type) {
        assertThat(KeyType.of(type.label())).isEqualTo(type);
    }

    @Test
    void labelsAreWrittenAsTheStandardsWriteThem() {
        assertThat(Arrays.stream(KeyType.values()).map(KeyType::label))
                .containsExactly("p256", "p384", "rsa3072", "ed25519", "ml-dsa-44", "ml-dsa-65", "ml-dsa-87");
        assertThat(KeyType.of("ML-DSA-65")).isEqualTo(KeyType.ML_DSA_65);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rsa1024", "ml_dsa_65", "hash-ml-dsa-65", "\u001b[31m"})
    void anotherIsRefusedWithWhatThereIs(String label) {
        assertThatThrownBy(() -> KeyType.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are p256, p384, rsa3072, ed25519, ml-dsa-44, ml-dsa-65, ml-dsa-87")
                .message()
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void aTokenHasWhatThePlatformAsksItFor(KeyType type) {
        assertThat(type.canBeInToken()).isEqualTo(type.label().matches("p256|p384|rsa3072"));
    }
}
