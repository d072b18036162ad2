/** A signer whose database was restored from an older copy. */
@NullMarked
package org.httpca.signer.comparison;

import org.jspecify.annotations.NullMarked;
