/** Where everything is (RFC 8555, section 7.1.1). */
@NullMarked
package org.httpca.web.acme.directory;

import org.jspecify.annotations.NullMarked;
