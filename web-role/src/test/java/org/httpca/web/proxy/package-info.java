/** Tests of whom a request is from. */
@NullMarked
package org.httpca.web.proxy;

import org.jspecify.annotations.NullMarked;
