/** Tests of sessions, on a real database. */
@NullMarked
package org.httpca.web.session;

import org.jspecify.annotations.NullMarked;
