/**
 * The mathematics of public keys: what a key of each kind must be, and the weaknesses that are known of generators. It knows
 * numbers alone; whoever takes keys from outside (requests, lints) asks here.
 */
@NullMarked
package org.httpca.pki.key;

import org.jspecify.annotations.NullMarked;
