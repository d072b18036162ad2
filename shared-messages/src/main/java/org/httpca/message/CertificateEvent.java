package org.httpca.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a certificate after it was issued. It takes effect only where its revision is greater than the last one seen. */
public sealed interface CertificateEvent extends Event permits CertificateRevoked, CertificateReleased {

    /** The issuer's short name. */
    String issuer();

    /** Lower-case hexadecimal. */
    String serial();

    /** The larger of the last revision + 1 and the time in milliseconds, so that it grows even over a restored back-up. */
    long revision();

    /** The wish that this is the answer to; null where it is none, but an order's effect or news. */
    @Nullable
    UUID revocationId();
}
