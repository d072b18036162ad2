/** Tests of the web role's http, over HTTP and on a real database. */
@NullMarked
package org.httpca.web.http;

import org.jspecify.annotations.NullMarked;
