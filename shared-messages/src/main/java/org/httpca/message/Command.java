package org.httpca.message;

import java.util.UUID;

/** What the web side asks of the signer. */
public sealed interface Command extends Message permits RequestCertificate, WithdrawRequest {

    UUID requestId();
}
