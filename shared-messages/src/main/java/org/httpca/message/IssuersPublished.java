package org.httpca.message;

import java.util.List;

/** The CA certificates: every issuer, and the roots above them. */
public record IssuersPublished(long number, List<PublishedIssuer> issuers) implements Publication {}
