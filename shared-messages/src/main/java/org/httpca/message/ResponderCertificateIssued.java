package org.httpca.message;

import java.util.UUID;
import org.httpca.pki.Octets;

/**
 * The key that was asked for may answer OCSP for the issuer, for as long as this certificate lasts. The same wish has the same
 * answer however often it is said.
 *
 * @param certificate DER
 */
public record ResponderCertificateIssued(UUID responderId, String issuer, Octets certificate) implements Event {}
