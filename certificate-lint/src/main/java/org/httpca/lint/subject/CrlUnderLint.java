package org.httpca.lint.subject;

import org.jspecify.annotations.Nullable;

/**
 * A CRL before the lints.
 *
 * @param crl what is judged
 * @param issuer the issuer's certificate, null where it is not known
 * @param signature null where it is still to be signed
 */
public record CrlUnderLint(
        ReadCrl crl,
        @Nullable ReadCertificate issuer,
        @Nullable ReadSignature signature) {}
