/** The web side's worker: relays jobs from the web database to the broker, and results from the broker to the web database. */
@NullMarked
package org.httpca.worker;

import org.jspecify.annotations.NullMarked;
