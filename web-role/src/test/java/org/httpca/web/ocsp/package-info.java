@NullMarked
package org.httpca.web.ocsp;

import org.jspecify.annotations.NullMarked;
