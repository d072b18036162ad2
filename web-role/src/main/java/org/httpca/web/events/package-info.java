/**
 * Server-sent events (WHATWG HTML, section 9.2) without a thread for each client: streams, how many there may be, and their
 * heartbeat. What is told on a stream is its user's business.
 */
@NullMarked
package org.httpca.web.events;

import org.jspecify.annotations.NullMarked;
