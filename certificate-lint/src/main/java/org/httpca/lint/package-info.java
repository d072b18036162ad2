/**
 * Checks to-be-signed certificates and CRLs (RFC 5280) and gives what passes a permit to be signed. The permits can be
 * made nowhere else: a signing stage that takes a permit cannot be given anything that was not linted.
 */
@NullMarked
package org.httpca.lint;

import org.jspecify.annotations.NullMarked;
