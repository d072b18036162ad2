package org.httpca.standalone;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;
import org.httpca.pki.LongOctets;
import org.httpca.signer.key.IssuingKey;

/** An issuing key, each signature of which is a step. */
record CountedKey(IssuingKey key, Steps steps) implements IssuingKey {
    @Override
    public AlgorithmIdentifier signatureAlgorithm() {
        return key.signatureAlgorithm();
    }

    @Override
    public byte[] sign(IssuancePermit permit) {
        byte[][] signed = new byte[1][];
        try {
            steps.effect("a signature", () -> signed[0] = key.sign(permit));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return signed[0];
    }

    @Override
    public LongOctets sign(CrlPermit permit) {
        return key.sign(permit);
    }
}
