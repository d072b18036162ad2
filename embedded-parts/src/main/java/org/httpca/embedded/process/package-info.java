/** What every launcher needs of the operating system: child processes that end with us, free ports, locked private folders. */
@NullMarked
package org.httpca.embedded.process;

import org.jspecify.annotations.NullMarked;
