package org.httpca.audit;

import org.httpca.pki.Octets;

/** The last entry of a chain. */
public record AuditHead(String chain, long sequence, Octets hash) {

    /** Before the first entry: sequence 0 and 32 zero octets. */
    public static AuditHead genesis(String chain) {
        return new AuditHead(chain, 0, Octets.of(new byte[32]));
    }
}
