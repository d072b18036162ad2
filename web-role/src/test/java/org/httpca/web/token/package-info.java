/** Tests of the web role's token, over HTTP and on a real database. */
@NullMarked
package org.httpca.web.token;

import org.jspecify.annotations.NullMarked;
