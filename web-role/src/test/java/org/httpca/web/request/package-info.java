/** Tests of what is known of requests. */
@NullMarked
package org.httpca.web.request;

import org.jspecify.annotations.NullMarked;
