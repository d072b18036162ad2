package org.httpca.approval.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.jspecify.annotations.Nullable;

/**
 * The last certificate for any of a request's names.
 *
 * @param differences how the request differs from it, a phrase each; empty if in nothing
 */
public record Predecessor(IssuedCertificate certificate, List<String> differences) {
    public Predecessor {
        differences = List.copyOf(differences);
    }

    /** @param earlier the command that the certificate was issued for; null if it is not known */
    static Predecessor of(
            IssuedCertificate certificate, ExaminedRequest request, @Nullable RequestCertificate earlier) {
        List<String> differences = new ArrayList<>();
        CertificationRequest csr = request.csr();
        if (csr != null && !csr.key().sha256().equals(certificate.spkiSha256())) {
            differences.add("another key");
        }
        List<String> added = without(request.names(), certificate.identifiers());
        if (!added.isEmpty()) {
            differences.add("names added: " + String.join(", ", added));
        }
        List<String> gone = without(certificate.identifiers(), request.names());
        if (!gone.isEmpty()) {
            differences.add("names gone: " + String.join(", ", gone));
        }
        RequestCertificate command = request.command();
        if (command != null && earlier != null) {
            if (!Objects.equals(command.requester(), earlier.requester())
                    || !Objects.equals(command.principal(), earlier.principal())) {
                differences.add("another requester: it was " + requester(earlier));
            }
            if (!command.profile().equals(earlier.profile())) {
                differences.add("another profile: it was " + earlier.profile());
            }
        }
        return new Predecessor(certificate, differences);
    }

    /** Who asked, as far as it is known: {@code Ann <ann@example.org>, principal ci}. */
    static String requester(RequestCertificate command) {
        Requester requester = command.requester();
        List<String> parts = new ArrayList<>();
        if (requester != null) {
            String name = Objects.requireNonNullElse(requester.name(), "");
            String email = requester.email() == null ? "" : "<" + requester.email() + ">";
            parts.add((name + " " + email).strip());
        }
        if (command.principal() != null) {
            parts.add("principal " + command.principal());
        }
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "anonymous" : String.join(", ", parts);
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }
}
