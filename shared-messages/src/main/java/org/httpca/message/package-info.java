/**
 * Commands to the signer and events to the web side, and who may say them. JSON; unknown fields are ignored.
 */
@NullMarked
package org.httpca.message;

import org.jspecify.annotations.NullMarked;
