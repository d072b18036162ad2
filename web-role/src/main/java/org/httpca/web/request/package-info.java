/** Requests as users see them, and waiting for one to change. Reads only: issuance writes. */
@NullMarked
package org.httpca.web.request;

import org.jspecify.annotations.NullMarked;
