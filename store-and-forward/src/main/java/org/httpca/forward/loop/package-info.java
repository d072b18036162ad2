/** . */
@NullMarked
package org.httpca.forward.loop;

import org.jspecify.annotations.NullMarked;
