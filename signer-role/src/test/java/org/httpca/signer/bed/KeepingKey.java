package org.httpca.signer.bed;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;
import org.httpca.pki.LongOctets;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.testing.IssuedCertificates;

/** A key whose certificates are kept as it signs them, whatever tests do to the rows afterwards. */
record KeepingKey(IssuingKey key) implements IssuingKey {

    @Override
    public AlgorithmIdentifier signatureAlgorithm() {
        return key.signatureAlgorithm();
    }

    @Override
    public byte[] sign(IssuancePermit permit) {
        byte[] certificate = key.sign(permit);
        IssuedCertificates.keep(certificate);
        return certificate;
    }

    @Override
    public LongOctets sign(CrlPermit permit) {
        return key.sign(permit);
    }
}
