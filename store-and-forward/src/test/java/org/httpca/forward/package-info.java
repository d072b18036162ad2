/** The engine as a whole. */
@NullMarked
package org.httpca.forward;

import org.jspecify.annotations.NullMarked;
