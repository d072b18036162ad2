package org.httpca.signer.responder;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Which keys may become a responder's. */
@FunctionalInterface
public interface ResponderKeys {

    /** Whether nothing else is known to have this key. */
    boolean areFree(SubjectPublicKeyInfo key);
}
