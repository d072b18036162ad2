package org.httpca.signer.policy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.message.RequestCertificate;

/** The certificates that requests are to replace, as this signer has issued them. */
@FunctionalInterface
public interface ReplacedCertificates {

    /**
     * Those that are known, by the ids of the requests. Of two requests in the list for the same certificate the first came earlier.
     *
     * @param commands each to replace a certificate
     */
    Map<UUID, Replaced> of(List<RequestCertificate> commands);

    static ReplacedCertificates none() {
        return commands -> Map.of();
    }
}
