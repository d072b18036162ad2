/** Revocation by whoever has the account, the names or the key (RFC 8555, section 7.6). */
@NullMarked
package org.httpca.web.acme.revocation;

import org.jspecify.annotations.NullMarked;
