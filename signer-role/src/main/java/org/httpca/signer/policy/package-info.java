/**
 * What is signed without asking, what an administrator must look at, and what is refused: an ordered list of rules, each one
 * class with its citation.
 */
@NullMarked
package org.httpca.signer.policy;

import org.jspecify.annotations.NullMarked;
