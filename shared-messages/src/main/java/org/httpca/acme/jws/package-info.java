/** Requests that are signed by the key of an account (RFC 8555, sections 6.2 to 6.4): read strictly, and with limits. */
@NullMarked
package org.httpca.acme.jws;

import org.jspecify.annotations.NullMarked;
