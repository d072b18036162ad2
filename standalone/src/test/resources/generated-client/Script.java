import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.FilesApi;
import org.openapitools.client.api.PublishedApi;
import org.openapitools.client.api.RequestsApi;
import org.openapitools.client.model.Request;
import org.openapitools.client.model.Requester;
import org.openapitools.client.model.Submission;

/** What somebody writes who has the description of the API and a client that was made of it. Arguments: CSR, file to write, token. */
public class Script {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[2]));
        RequestsApi requests = new RequestsApi(client);

        Submission submission = new Submission()
                .csr(Files.readString(Path.of(arguments[0])))
                .profile(new PublishedApi(client).listProfiles().getProfiles().get(0).getName())
                .requester(new Requester().name("A script"))
                .note("made by a generated client");
        Request request = requests.submitRequest(submission, "a-key-of-mine", null, null);
        System.out.println("submitted " + request.getId() + " " + request.getStatus().getValue());

        for (int i = 0; i < 4 && request.getCertificate() == null; i++) {
            request = requests.getRequest(request.getId(), "wait=30");
        }
        System.out.println("became " + request.getStatus().getValue());
        String serial = request.getCertificate().getSerial();
        OffsetDateTime end = new PublishedApi(client).getCertificate(serial).getNotAfter();
        System.out.println("until " + end);
        Files.writeString(Path.of(arguments[1]), new FilesApi(client).downloadOfCertificate(serial, "fullchain.pem.txt"));

        if (!requests.submitRequest(submission, "a-key-of-mine", null, "wait=5").getId().equals(request.getId())) {
            throw new AssertionError("The key was forgotten.");
        }
        try {
            requests.submitRequest(new Submission().csr("none"), null, null, null);
            throw new AssertionError("That was no CSR.");
        } catch (ApiException refused) {
            System.out.println("refused " + refused.getCode() + " " + refused.getResponseBody());
        }
    }
}
