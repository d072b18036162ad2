/**
 * Checks of ACME challenges (RFC 8555, section 8): whether the holder of an account's key controls a name. What was seen is signed by this worker,
 * and the signer decides by that alone. Here alone does the worker connect to where strangers want it to: each address is looked at first.
 */
@NullMarked
package org.httpca.worker.validate;

import org.jspecify.annotations.NullMarked;
