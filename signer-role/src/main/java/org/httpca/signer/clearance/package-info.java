/**
 * What clears a request for signing: a MAC that only the keystore's key can make, over what was looked at. A request becomes a
 * {@link org.httpca.signer.clearance.ClearedRequest} by a check of it and in no other way; a row that fails the check was
 * tampered with and goes back to the administrators.
 */
@NullMarked
package org.httpca.signer.clearance;

import org.jspecify.annotations.NullMarked;
