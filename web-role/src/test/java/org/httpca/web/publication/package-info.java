/** Tests of the web role's publication, over HTTP and on a real database. */
@NullMarked
package org.httpca.web.publication;

import org.jspecify.annotations.NullMarked;
