@NullMarked
package org.httpca.web.search;

import org.jspecify.annotations.NullMarked;
