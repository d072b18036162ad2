/**
 * Revocation, hold and release of certificates (RFC 5280, section 5.3.1): who asks, by a command or an order, is no matter here.
 */
@NullMarked
package org.httpca.signer.revocation;

import org.jspecify.annotations.NullMarked;
