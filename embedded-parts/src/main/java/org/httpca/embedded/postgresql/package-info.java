/** PostgreSQL as our own child process: from the bundled programs or from the distribution's, in a data folder that survives a kill. */
@NullMarked
package org.httpca.embedded.postgresql;

import org.jspecify.annotations.NullMarked;
