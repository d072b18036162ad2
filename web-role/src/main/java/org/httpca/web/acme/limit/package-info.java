/** How much accounts and addresses may ask for (RFC 8555, section 6.6). */
@NullMarked
package org.httpca.web.acme.limit;

import org.jspecify.annotations.NullMarked;
