/**
 * What shows the signer that whoever asks for a certificate controls its names (RFC 8555, section 8): a statement of the worker about each check that
 * it made, and the word of the account's key that it wants this certificate. Nothing here is made of what the web role can write.
 */
@NullMarked
package org.httpca.acme.evidence;

import org.jspecify.annotations.NullMarked;
