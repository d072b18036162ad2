/** Authorizations (RFC 8555, sections 7.1.4 and 7.5): that an account may ask for a name, until when, and by which challenge. */
@NullMarked
package org.httpca.web.acme.authorization;

import org.jspecify.annotations.NullMarked;
