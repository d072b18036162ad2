@NullMarked
package org.httpca.forward.identity;

import org.jspecify.annotations.NullMarked;
