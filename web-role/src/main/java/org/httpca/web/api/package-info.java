/** The JSON API, version 1. */
@NullMarked
package org.httpca.web.api;

import org.jspecify.annotations.NullMarked;
