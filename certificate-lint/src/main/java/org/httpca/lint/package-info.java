/** . */
@NullMarked
package org.httpca.lint;

import org.jspecify.annotations.NullMarked;
