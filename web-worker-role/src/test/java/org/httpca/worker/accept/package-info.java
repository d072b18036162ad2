/** Every event, early, late and often. */
@NullMarked
package org.httpca.worker.accept;

import org.jspecify.annotations.NullMarked;
