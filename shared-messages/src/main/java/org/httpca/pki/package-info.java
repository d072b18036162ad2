/** . */
@NullMarked
package org.httpca.pki;

import org.jspecify.annotations.NullMarked;
