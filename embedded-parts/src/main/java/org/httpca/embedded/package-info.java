/** . */
@NullMarked
package org.httpca.embedded;

import org.jspecify.annotations.NullMarked;
