package org.httpca.message;

/** What the signer tells the web side. */
public sealed interface Event extends Message
        permits RequestEvent,
                CertificateEvent,
                RevocationRefused,
                ResponderCertificateIssued,
                ResponderCertificateRefused,
                Publication,
                CertificatesCounted,
                LogExtended {}
