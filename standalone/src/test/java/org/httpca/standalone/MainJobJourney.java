package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.httpca.pki.CertificationRequest;
import org.junit.jupiter.api.Test;

/** The story that the README tells, over HTTP and the approval CLI alone. */
abstract class MainJobJourney {

    abstract Parts parts();

    private RunningStandalone httpca() {
        return RunningStandalone.on(parts());
    }

    @Test
    void aRequestIsHeldApprovedIssuedAndVerified() throws Exception {
        Client client = httpca().client();
        Subscriber subscriber = Subscriber.create("www.example.test");
        Client.Request submitted = client.submit(subscriber.csr());
        assertThat(client.until(submitted.id(), "waiting-for-approval").approvalsRequired())
                .isEqualTo(1);

        String fingerprint =
                CertificationRequest.readPem(subscriber.csr()).orElseThrow().fingerprint();
        assertThat(httpca().approval("list").out()).contains(submitted.id().substring(0, 8));
        assertThat(httpca().approval("show", submitted.id()).out().replaceAll("[:\\s]", ""))
                .contains(fingerprint);
        assertThat(httpca().approval("approve", submitted.id(), "--fingerprint", fingerprint)
                        .code())
                .isZero();

        Client.Request issued = client.until(submitted.id(), "issued");
        String chain = client.text("certificates/" + issued.serial() + "/fullchain.pem");
        byte[] crl = client.octets("ca/issuing/crl.crl");
        String root = Files.readString(httpca().data().resolve("ca/root.pem"));
        Verification.of(chain, root, crl, "www.example.test", subscriber.publicKey());
        assertThat(httpca().approval("list-certificates").out()).contains(String.valueOf(issued.serial()));
        assertThat(httpca().approval("audit", "verify").code()).isZero();
    }

    @Test
    void anAutosignedNameNeedsNobody() throws Exception {
        Client client = httpca().client();
        Client.Request submitted =
                client.submit(Subscriber.create("one.auto.test").csr());
        assertThat(client.until(submitted.id(), "issued").serial()).isNotNull();
    }

    @Test
    void whoTrustsTheRootReadsThePagesByHttps() throws Exception {
        String url = httpca().httpsUrl();
        TrustingClient client = TrustingClient.of(httpca().data().resolve("ca/root.pem"));
        assertThat(client.get(url).text()).contains("<html").contains(url);
        assertThat(client.get(url.replace("localhost", "127.0.0.1")).status()).isEqualTo(200);
        assertThat(client.get(url).chain()).as("without the root").hasSize(2);
        assertThat(httpca().approval("list").out()).doesNotContain("localhost");
    }

    @Test
    void aRejectionReachesItsRequesterWithTheReason() throws Exception {
        Client client = httpca().client();
        Client.Request submitted =
                client.submit(Subscriber.create("not-yours.example.test").csr());
        client.until(submitted.id(), "waiting-for-approval");
        assertThat(httpca().approval("reject", submitted.id(), "--reason", "That name <b>belongs</b> to another team")
                        .code())
                .isZero();

        Client.Request rejected = client.until(submitted.id(), "rejected");
        assertThat(rejected.problem()).contains("That name <b>belongs</b> to another team");
        assertThat(client.text("requests/" + submitted.id()))
                .contains("That name &lt;b&gt;belongs&lt;/b&gt; to another team")
                .doesNotContain("<b>belongs</b>");
    }

    @Test
    void aSecondDecisionIsToldThatItComesTooLate() throws Exception {
        Client client = httpca().client();
        Client.Request submitted =
                client.submit(Subscriber.create("twice.example.test").csr());
        client.until(submitted.id(), "waiting-for-approval");
        assertThat(httpca().approval("approve", submitted.id()).code()).isZero();
        client.until(submitted.id(), "issued");
        assertThat(httpca().approval("reject", submitted.id(), "--reason", "changed my mind")
                        .code())
                .isEqualTo(4);
        assertThat(client.until(submitted.id(), "issued").serial()).isNotNull();
    }

    @Test
    void anotherFingerprintIsRefusedAndAnUnknownRequestNotFound() throws Exception {
        Client client = httpca().client();
        Client.Request submitted =
                client.submit(Subscriber.create("careful.example.test").csr());
        client.until(submitted.id(), "waiting-for-approval");
        assertThat(httpca().approval("approve", submitted.id(), "--fingerprint", "00".repeat(32))
                        .code())
                .isEqualTo(5);
        assertThat(httpca().approval("approve", "ffffffff-ffff").code()).isEqualTo(3);
        assertThat(client.until(submitted.id(), "waiting-for-approval").status())
                .isEqualTo("waiting-for-approval");
    }
}
