package org.httpca.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/** Whatever a stranger sends as a request is read or refused, and what is read says the same when it is read again. */
class CertificationRequestFuzzTest {
    private static final Set<ProblemType> REFUSALS = EnumSet.of(
            ProblemType.BAD_CSR,
            ProblemType.BAD_PUBLIC_KEY,
            ProblemType.MALFORMED,
            ProblemType.REJECTED_IDENTIFIER,
            ProblemType.REQUEST_TOO_LARGE,
            ProblemType.UNSUPPORTED_IDENTIFIER);

    /** As DER, as PEM, and behind a signature that holds, which no fuzzer can make. */
    @FuzzTest
    void anything(byte[] octets) throws IOException {
        check(CertificationRequest.readDer(octets));
        check(CertificationRequest.readPem(new String(octets, StandardCharsets.ISO_8859_1)));
        for (byte[] der : SignedRequests.of(octets)) {
            check(CertificationRequest.readDer(der));
        }
    }

    private static void check(Result<CertificationRequest> result) {
        if (result instanceof Result.Refused<CertificationRequest> refused) {
            Problem problem = refused.problem();
            assertThat(REFUSALS).contains(problem.type());
            assertThat(problem.detail())
                    .isNotBlank()
                    .hasSizeLessThan(600)
                    .isEqualTo(Printable.text(problem.detail(), 600));
            return;
        }
        CertificationRequest request = result.orElseThrow();
        CertificationRequest again = CertificationRequest.readPem(request.pem()).orElseThrow();
        assertThat(again.der()).isEqualTo(request.der());
        assertThat(again.identifiers()).isEqualTo(request.identifiers());
        assertThat(again.subject()).isEqualTo(request.subject());
        assertThat(again.fingerprint()).hasSize(64);
        assertThat(request.key().label()).isNotBlank();
        assertThat(request.signatureAlgorithm()).isNotBlank();
        String commonName = request.commonName();
        assertThat(commonName == null || commonName.length() < CertificationRequest.MAX_OCTETS)
                .isTrue();
        for (Identifier name : request.identifiers()) {
            assertThat(Identifier.parse(name.value()).orElseThrow()).isEqualTo(name);
            assertThat(name.toGeneralName()).isNotNull();
        }
    }
}
