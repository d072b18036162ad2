/** Tests of the load driver: its parts against a fake, and the whole of it against a real installation. */
@NullMarked
package org.httpca.bench;

import org.jspecify.annotations.NullMarked;
