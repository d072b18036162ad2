/** What leaves, and what is said again. */
@NullMarked
package org.httpca.worker.transmit;

import org.jspecify.annotations.NullMarked;
