/** Tests of the web role's process, over HTTP and on a real database. */
@NullMarked
package org.httpca.web;

import org.jspecify.annotations.NullMarked;
