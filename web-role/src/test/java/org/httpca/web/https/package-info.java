@NullMarked
package org.httpca.web.https;

import org.jspecify.annotations.NullMarked;
