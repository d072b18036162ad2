package org.httpca.web.log;

import java.time.Instant;
import org.httpca.pki.Octets;

/**
 * The last head of the log.
 *
 * @param size entries
 * @param root over all of them
 * @param signedAt when a signer signed it
 * @param jws as it did, see {@code org.httpca.log.TreeHead}
 */
public record PublishedHead(long size, Octets root, Instant signedAt, String jws) {}
