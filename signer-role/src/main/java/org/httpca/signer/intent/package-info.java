/**
 * What will be signed: made from approved fields only, linted, and written down before anybody signs it. The accept stage does this
 * for what policy clears, the sign stage for all else.
 */
@NullMarked
package org.httpca.signer.intent;

import org.jspecify.annotations.NullMarked;
