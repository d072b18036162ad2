/** How the worker is, for the status page; and its housekeeping. */
@NullMarked
package org.httpca.worker.heartbeat;

import org.jspecify.annotations.NullMarked;
