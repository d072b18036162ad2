package org.httpca.architecture.seeded.signer.sign;

final class SignerPrints {
    void say() {
        System.out.println("signed");
    }
}
