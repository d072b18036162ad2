/**
 * The lints that stand on RFC 5280 and what it refers to, one class and one citation each, and the two ordered lists of them:
 * {@code CertificateLints} and {@code CrlLints}. A lint judges one subject, says nothing of what another lint covers, and never throws.
 */
@NullMarked
package org.httpca.lint.rfc5280;

import org.jspecify.annotations.NullMarked;
