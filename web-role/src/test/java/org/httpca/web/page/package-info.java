/** The pages, rendered alone and met over HTTP. */
@NullMarked
package org.httpca.web.page;

import org.jspecify.annotations.NullMarked;
