/** Tests of the web role's event streams: over HTTP with many, slow and vanished clients. */
@NullMarked
package org.httpca.web.events;

import org.jspecify.annotations.NullMarked;
