/** The log of each role: text or JSON on the console, to syslog too, and the id that one request has in the logs of all roles. */
@NullMarked
package org.httpca.log;

import org.jspecify.annotations.NullMarked;
