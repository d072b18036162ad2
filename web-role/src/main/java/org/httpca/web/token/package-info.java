/** Bearer tokens of the JSON API (RFC 6750): who calls, and what they may do. */
@NullMarked
package org.httpca.web.token;

import org.jspecify.annotations.NullMarked;
