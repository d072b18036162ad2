/** Nonces against replay (RFC 8555, section 6.5), which any web role on the same database knows. */
@NullMarked
package org.httpca.web.acme.nonce;

import org.jspecify.annotations.NullMarked;
