/**
 * Certificate profiles: what kinds of certificate there are (RFC 5280, section 4.2) and who decides about them, read from one
 * file.
 */
@NullMarked
package org.httpca.signer.profile;

import org.jspecify.annotations.NullMarked;
