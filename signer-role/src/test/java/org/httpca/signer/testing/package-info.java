/**
 * What the stages' tests share: a real database, the stages of one signer driven by hand, a web side that seals envelopes, and
 * administrators with keys.
 */
@NullMarked
package org.httpca.signer.testing;

import org.jspecify.annotations.NullMarked;
