@NullMarked
package org.httpca.worker.settings;

import org.jspecify.annotations.NullMarked;
