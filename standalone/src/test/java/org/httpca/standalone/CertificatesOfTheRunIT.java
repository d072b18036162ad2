package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.lint.command.LintCli;
import org.httpca.pki.Crypto;
import org.httpca.standalone.CollectedCertificates.Chain;
import org.httpca.standalone.CollectedCertificates.Collected;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last check of the build, when all other tests are done: what they had issued is sound, for our linter and for the programs of
 * others. It needs the whole run; a part of it has too few certificates to say so.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificatesOfTheRunIT {
    /** Each run has some hundreds more, of tests that are repeated until two have shared the work. */
    private static final int BY_JOURNEYS = 1500;

    private static final int BY_TESTS_OF_THE_SIGNER = 300;
    private static final int AUTHORITIES = 40;
    /** The hierarchies of three sets, and a journey's. */
    private static final int BY_ML_DSA = 8;

    /** Files in one command of openssl: a machine that is slow issues more in the run, and some allow a command of 128 KiB alone. */
    private static final int AT_ONCE = 500;

    private final Path folder = Path.of("target", "certificates-of-the-run");
    private CollectedCertificates all = CollectedCertificates.NONE;

    @BeforeAll
    void collect() throws Exception {
        all = CollectedCertificates.into(folder);
        System.out.println("  certificates of the run: " + all.counts());
    }

    @Test
    void theyWereCollected() {
        assertThat(all.of("standalone")).hasSizeGreaterThan(BY_JOURNEYS);
        assertThat(all.of("signer-role")).hasSizeGreaterThan(BY_TESTS_OF_THE_SIGNER);
        assertThat(all.authorities()).hasSizeGreaterThan(AUTHORITIES);
        assertThat(all.orphans()).as("whose issuer nobody kept").isEmpty();
    }

    @Test
    void theLinterFindsNothingInAnyOfThem() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = LintCli.run(List.of("--json", folder.toString()), out, out);
        // longer than any message may be
        JsonNode report = new JsonMapper().readTree(said.toString(StandardCharsets.UTF_8));
        JsonNode results = report.path("results");
        assertThat(results).hasSize(all.all().size());
        assertThat(results).allMatch(one -> one.path("issuerFound").asBoolean());
        assertThat(results)
                .filteredOn(one -> !one.path("findings").isEmpty() && !isOfTheBroker(one))
                .isEmpty();
        assertThat(code).as("its worst").isLessThan(2);
    }

    /** Its certificate lasts five years, which the Baseline Requirements let no server of the web: our own roles alone see it. */
    private boolean isOfTheBroker(JsonNode one) {
        return all.all().stream()
                        .filter(each ->
                                each.file().toString().equals(one.path("file").asString("")))
                        .anyMatch(each ->
                                each.certificate().getIssuer().toString().startsWith("CN=HttpCA transport CA "))
                && one.path("findings").values().stream()
                        .allMatch(finding -> finding.path("lint").asString("").equals("lifetime"));
    }

    @Test
    void opensslVerifiesEachOfThemStrictly() throws Exception {
        int verified = 0;
        for (Chain chain : all.chainsReadByOthers()) {
            for (List<Collected> together : chain.validAtOneTime()) {
                for (int from = 0; from < together.size(); from += AT_ONCE) {
                    List<Collected> some = together.subList(from, Math.min(from + AT_ONCE, together.size()));
                    opensslVerifies(chain, some);
                    verified += some.size();
                }
            }
        }
        assertThat(verified).isEqualTo(all.all().size() - all.unreadByOthers().size());
    }

    /** OpenSSL and GnuTLS of the distribution know no ML-DSA. */
    @Test
    void bouncyCastleVerifiesWhatTheyCannotRead() throws Exception {
        List<Collected> unread = all.unreadByOthers();
        assertThat(unread)
                .hasSizeGreaterThan(BY_ML_DSA)
                .hasSizeLessThan(all.all().size() / 2);
        for (Collected one : unread) {
            X509CertificateHolder issuer = all.issuer(one).orElseThrow().certificate();
            assertThat(one.certificate()
                            .isSignatureValid(new JcaContentVerifierProviderBuilder()
                                    .setProvider(Crypto.BOUNCY_CASTLE)
                                    .build(issuer)))
                    .as(one.file().toString())
                    .isTrue();
        }
    }

    private static void opensslVerifies(Chain chain, List<Collected> some) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl", "verify", "-x509_strict"));
        words.addAll(List.of("-attime", "" + CollectedCertificates.time(some).getEpochSecond()));
        words.addAll(List.of("-CAfile", chain.root().file().toString()));
        chain.between()
                .forEach(one -> words.addAll(List.of("-untrusted", one.file().toString())));
        some.forEach(one -> words.add(one.file().toString()));
        Program.Ended ended = Program.run(Path.of("."), words.toArray(String[]::new));
        assertThat(ended.output().lines())
                .as(ended.output())
                .containsExactlyElementsOf(
                        some.stream().map(one -> one.file() + ": OK").toList());
        assertThat(ended.code()).isZero();
    }

    /**
     * It takes one at a time, and at the time that it is: of what was issued for another time it must find that, and nothing else.
     * Two run side by side.
     */
    @Test
    void gnuTlsVerifiesEachOfThem(@TempDir Path temporary) throws Exception {
        List<Callable<String>> trials = new ArrayList<>();
        for (Chain chain : all.chainsReadByOthers()) {
            Path root = chain.root().file();
            for (Collected one : chain.ends()) {
                trials.add(() -> certtool(root, chain.pem(one, temporary), chain.atTimeOf(one)));
            }
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<String> refused = new ArrayList<>();
            for (Future<String> trial : two.invokeAll(trials)) {
                refused.add(trial.get());
            }
            assertThat(refused).filteredOn(said -> !said.isEmpty()).isEmpty();
            assertThat(trials).hasSize(all.all().size() - all.unreadByOthers().size());
        } finally {
            two.shutdownNow();
        }
    }

    private static String certtool(Path root, Path chain, String verdict) throws Exception {
        Program.Ended ended = Program.run(
                Path.of("."),
                "certtool",
                "--verify",
                "--verify-profile",
                "medium",
                "--load-ca-certificate",
                root.toString(),
                "--infile",
                chain.toString());
        return ended.output().contains("Chain verification output: " + verdict + " \n")
                ? ""
                : chain + " is not '" + verdict + "': " + ended.output();
    }
}
