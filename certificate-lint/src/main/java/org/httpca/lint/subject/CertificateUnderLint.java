package org.httpca.lint.subject;

import org.jspecify.annotations.Nullable;

/**
 * A certificate before the lints.
 *
 * @param certificate what is judged
 * @param issuer the issuer's certificate; the same object where it signs itself, null where it is not known
 * @param signature null where it is still to be signed
 */
public record CertificateUnderLint(
        ReadCertificate certificate,
        @Nullable ReadCertificate issuer,
        @Nullable ReadSignature signature) {

    @SuppressWarnings("ReferenceEquality") // being the same object is what says it
    public boolean selfSigned() {
        return issuer == certificate;
    }
}
