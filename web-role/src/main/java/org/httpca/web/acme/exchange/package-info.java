/** What every exchange of ACME has: a signed POST that is checked before anything else, and the headers of its answer. */
@NullMarked
package org.httpca.web.acme.exchange;

import org.jspecify.annotations.NullMarked;
