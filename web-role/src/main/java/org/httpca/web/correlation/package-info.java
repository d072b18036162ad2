/** The id by which an HTTP exchange, and the request that it submits, is found in every role's log. */
@NullMarked
package org.httpca.web.correlation;

import org.jspecify.annotations.NullMarked;
