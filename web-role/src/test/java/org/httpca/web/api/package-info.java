/** Tests of the web role's api, over HTTP and on a real database. */
@NullMarked
package org.httpca.web.api;

import org.jspecify.annotations.NullMarked;
