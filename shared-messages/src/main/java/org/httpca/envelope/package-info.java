/**
 * The signed envelope around messages: a JWS (RFC 7515) with the certificate chain of its sender. {@link
 * org.httpca.envelope.Verified} is made only here.
 */
@NullMarked
package org.httpca.envelope;

import org.jspecify.annotations.NullMarked;
