/** From the broker to the web database: every event of a signer has its effect here, once, whenever and how often it comes. */
@NullMarked
package org.httpca.worker.accept;

import org.jspecify.annotations.NullMarked;
