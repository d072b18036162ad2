/** Tests of the one way in. */
@NullMarked
package org.httpca.web.issuance;

import org.jspecify.annotations.NullMarked;
