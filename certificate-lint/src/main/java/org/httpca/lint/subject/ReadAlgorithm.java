package org.httpca.lint.subject;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** An AlgorithmIdentifier (RFC 5280, section 4.1.1.2) that tells absent parameters from NULL. */
public record ReadAlgorithm(
        ASN1ObjectIdentifier id, @Nullable ASN1Encodable parameters) {

    static ReadAlgorithm of(ASN1Encodable encoded) {
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(encoded);
        return new ReadAlgorithm(algorithm.getAlgorithm(), algorithm.getParameters());
    }

    public boolean parametersAreNull() {
        return parameters != null && parameters.toASN1Primitive() instanceof ASN1Null;
    }

    public boolean parametersAreAbsent() {
        return parameters == null;
    }
}
