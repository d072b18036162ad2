/** What can be set for the worker. */
@NullMarked
package org.httpca.worker.settings;

import org.jspecify.annotations.NullMarked;
