/** Who the client is behind reverse proxies, as far as they are to be believed. */
@NullMarked
package org.httpca.web.proxy;

import org.jspecify.annotations.NullMarked;
