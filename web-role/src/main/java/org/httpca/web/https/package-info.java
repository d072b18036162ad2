/**
 * HTTPS in the web role itself: it makes a key, asks for a certificate by the way that every request goes, opens the port when
 * the certificate is there, and renews it without a restart.
 */
@NullMarked
package org.httpca.web.https;

import org.jspecify.annotations.NullMarked;
