package org.httpca.pki.bad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadRequestsTest {
    private static final Path TABLE = Path.of("src/test/resources/bad-requests/bad-requests.csv");

    static Stream<BadRequest> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .map(line -> line.split("\\|"))
                .map(row -> new BadRequest(row[0], ProblemType.ofSlug(row[1]), row[2], Octets.ofBase64(row[3])));
    }

    /** Here by a profile that allows the usual names; where there are none at all, the doors say so. */
    @ParameterizedTest
    @MethodSource("rows")
    void eachIsRefusedWithItsReason(BadRequest row) {
        Problem problem = problem(CertificationRequest.readDer(row.der().toArray()), row);
        assertThat(problem).as(row.what()).isNotNull().extracting(Problem::type).isEqualTo(row.problem());
        assertThat(Objects.requireNonNull(problem).detail())
                .contains(row.words())
                .doesNotContain("\n", "\u0000");
    }

    private static @Nullable Problem problem(Result<CertificationRequest> read, BadRequest row) {
        if (read instanceof Result.Refused<CertificationRequest> refused) {
            return refused.problem();
        }
        List<Identifier> names = read.orElseThrow().identifiers();
        return names.isEmpty()
                ? new Problem(row.problem(), row.words())
                : NameKind.refusal("server", List.of("dns", "wildcard", "ip"), names);
    }

    @Test
    void whatTheyAreMadeOfIsGood() {
        assertThat(CertificationRequest.readDer(Pkcs10.good().signed(new SoundKey()))
                        .isPassed())
                .isTrue();
    }

    /** With {@code -Dhttpca.documents.write} the table is written instead; other modules test with it. */
    @Tag("full")
    @Test
    void theTableIsMadeOfThese() throws IOException {
        String table = Stream.of(BadSyntax.ROWS, BadKeys.ROWS, BadNames.ROWS)
                .flatMap(List::stream)
                .map(row -> String.join(
                                "|",
                                row.what(),
                                row.problem().slug(),
                                row.words(),
                                row.der().base64()) + "\n")
                .collect(Collectors.joining());
        if (System.getProperty("httpca.documents.write") != null) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).hasContent(table);
        assertThat(CertificationRequest.readDer(Pkcs10.good().signed(BadKeys.GOOD_RSA))
                        .isPassed())
                .isTrue();
    }
}
