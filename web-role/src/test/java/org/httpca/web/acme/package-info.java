/** The ACME server over HTTP, with JWS that are signed here. */
@NullMarked
package org.httpca.web.acme;

import org.jspecify.annotations.NullMarked;
