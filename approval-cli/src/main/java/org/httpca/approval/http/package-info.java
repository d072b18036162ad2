/** What a web role says to everybody, read with limits and believed by its signatures alone. */
@NullMarked
package org.httpca.approval.http;

import org.jspecify.annotations.NullMarked;
