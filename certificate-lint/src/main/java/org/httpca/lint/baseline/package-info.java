/**
 * Lints that stand on the CA/Browser Forum's Baseline Requirements, where those fit a private CA: what they want of names, keys
 * and lifetimes beyond RFC 5280, and nothing of what they want of public trust.
 */
@NullMarked
package org.httpca.lint.baseline;

import org.jspecify.annotations.NullMarked;
