package org.httpca.message;

/** What the web side asks of the signer. */
public sealed interface Command extends Message
        permits RequestCertificate,
                WithdrawRequest,
                RevokeCertificate,
                RequestResponderCertificate,
                LearnCertificates,
                LogSeen {}
