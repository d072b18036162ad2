/** The worker as a whole, and what its tests share. */
@NullMarked
package org.httpca.worker;

import org.jspecify.annotations.NullMarked;
