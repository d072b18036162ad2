@NullMarked
package org.httpca.worker.validate;

import org.jspecify.annotations.NullMarked;
