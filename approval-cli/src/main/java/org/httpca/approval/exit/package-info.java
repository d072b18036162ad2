/** How a command ends: the exit codes that scripts may rely on, and the one line that goes with a failure. */
@NullMarked
package org.httpca.approval.exit;

import org.jspecify.annotations.NullMarked;
