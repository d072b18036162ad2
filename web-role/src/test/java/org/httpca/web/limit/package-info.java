/** Tests of the limits for each client. */
@NullMarked
package org.httpca.web.limit;

import org.jspecify.annotations.NullMarked;
