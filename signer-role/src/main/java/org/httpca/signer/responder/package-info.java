/**
 * Certificates for those who answer OCSP in an issuer's name (RFC 6960, section 4.2.2.2): keys of the web side, for hours. What is to
 * be signed is written down by the accept stage, and signed by a stage of its own.
 */
@NullMarked
package org.httpca.signer.responder;

import org.jspecify.annotations.NullMarked;
