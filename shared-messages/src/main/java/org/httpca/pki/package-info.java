/**
 * PKI values over Bouncy Castle: requests (RFC 2986), identifiers (RFC 8555), keys, serial numbers (RFC 5280). A value
 * that exists has passed the check that its name promises.
 */
@NullMarked
package org.httpca.pki;

import org.jspecify.annotations.NullMarked;
