/** Orders (RFC 8555, section 7.4): what an account asks for. Their states follow from their authorizations and from their request. */
@NullMarked
package org.httpca.web.acme.order;

import org.jspecify.annotations.NullMarked;
