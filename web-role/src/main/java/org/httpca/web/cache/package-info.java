/** What is read often and changes seldom, kept for a moment. */
@NullMarked
package org.httpca.web.cache;

import org.jspecify.annotations.NullMarked;
