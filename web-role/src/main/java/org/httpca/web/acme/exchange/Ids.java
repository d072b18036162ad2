package org.httpca.web.acme.exchange;

import java.util.UUID;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.request.RequestIds;

/** Ids in addresses. What is another account's is not there: nobody learns by asking what others have. */
public final class Ids {
    private Ids() {}

    public static UUID require(String id) {
        return RequestIds.parse(id).orElseThrow(Ids::nothing);
    }

    public static AcmeRefusedException nothing() {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, 404, "This account has nothing at this address.");
    }
}
