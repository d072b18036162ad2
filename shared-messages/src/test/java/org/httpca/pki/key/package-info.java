/** Tests of the mathematics of public keys, where the table of bad requests does not show it. */
@NullMarked
package org.httpca.pki.key;

import org.jspecify.annotations.NullMarked;
