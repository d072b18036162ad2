package org.httpca.signer.intent;

import org.httpca.lint.IssuancePermit;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.issuer.Issuer;

/**
 * A cleared request whose TBSCertificate is written down and permitted: all that a signature needs.
 *
 * @param stored the JSON of its command as it was stored or read, by which an altered row is noticed
 */
public record Prepared(
        ClearedRequest request, String stored, Issuer issuer, StoredIntent intent, IssuancePermit permit) {}
