/** Challenges (RFC 8555, section 8): what a client has to show. It is looked at by the worker, which alone writes what came of it. */
@NullMarked
package org.httpca.web.acme.challenge;

import org.jspecify.annotations.NullMarked;
