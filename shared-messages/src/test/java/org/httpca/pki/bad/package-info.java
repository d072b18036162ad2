/**
 * Requests that get no certificate, each with what it is told: made from fixed seeds, and kept in {@code bad-requests.csv}, which
 * the doors of the web role and the signer's policy are tested with.
 */
@NullMarked
package org.httpca.pki.bad;

import org.jspecify.annotations.NullMarked;
