package org.httpca.approval.request;

import java.util.ArrayList;
import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * A stored request that was looked at again: the command read, the CSR parsed and its signature verified here, and both
 * compared with the columns beside them.
 *
 * @param row what is stored
 * @param command what was asked for; null if it cannot be read
 * @param csr the CSR as it reads here; null if it cannot be read or its signature does not hold
 * @param alarms what does not fit together, a sentence each: somebody may have changed the row. It cannot be approved then
 * @param cautions what a careful person looks at twice
 */
public record ExaminedRequest(
        StoredRequest row,
        @Nullable RequestCertificate command,
        @Nullable CertificationRequest csr,
        List<String> alarms,
        List<String> cautions) {
    public ExaminedRequest {
        alarms = List.copyOf(alarms);
        cautions = List.copyOf(cautions);
    }

    /** Reads and compares; never throws for what the row holds. */
    public static ExaminedRequest of(StoredRequest row) {
        return examine(row, true);
    }

    /**
     * For lists: without a look into the CSR, which is what takes time. Its key and subject are not known then, and an alarm or
     * a caution that comes from the CSR is missing; nothing is decided by a glance.
     */
    public static ExaminedRequest glance(StoredRequest row) {
        return examine(row, false);
    }

    private static ExaminedRequest examine(StoredRequest row, boolean thoroughly) {
        RequestCertificate command = command(row.command());
        if (command == null) {
            return new ExaminedRequest(row, null, null, List.of("The stored command cannot be read."), List.of());
        }
        List<String> alarms = new ArrayList<>(Alterations.between(row, command));
        List<String> cautions = new ArrayList<>(Cautions.of(command));
        CertificationRequest csr = thoroughly ? csr(row, command, alarms, cautions) : null;
        return new ExaminedRequest(row, command, csr, alarms, cautions);
    }

    private static @Nullable CertificationRequest csr(
            StoredRequest row, RequestCertificate command, List<String> alarms, List<String> cautions) {
        if (!command.proof().type().equals(Proof.PKCS10)) {
            alarms.add("The proof is of a type that this program does not know: "
                    + command.proof().type());
            return null;
        }
        Result<CertificationRequest> read =
                CertificationRequest.readDer(command.proof().bytes().toArray());
        if (read instanceof Result.Passed<CertificationRequest> passed) {
            compare(row, command, passed.value(), alarms, cautions);
            return passed.value();
        }
        alarms.add("The CSR cannot be read: "
                + ((Result.Refused<CertificationRequest>) read).problem().detail());
        return null;
    }

    private static @Nullable RequestCertificate command(String json) {
        try {
            return (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, json);
        } catch (UnreadableMessageException e) {
            return null;
        }
    }

    private static void compare(
            StoredRequest row,
            RequestCertificate command,
            CertificationRequest csr,
            List<String> alarms,
            List<String> cautions) {
        String subject = row.subject();
        // RFC 4514 leaves the case of attribute names to the writer.
        if (subject != null && !subject.equalsIgnoreCase(Alterations.storable(csr.subject()))) {
            alarms.add("The row says subject " + subject + ", the CSR says " + csr.subject() + ".");
        }
        Cautions.inSubject(csr.subject()).forEach(cautions::add);
        List<String> inCsr =
                csr.identifiers().stream().map(Identifier::value).sorted().toList();
        if (!inCsr.equals(names(command))) {
            cautions.add("The CSR itself asks for " + (inCsr.isEmpty() ? "no names" : String.join(", ", inCsr)) + ".");
        }
    }

    /** The names asked for, sorted; empty if the command cannot be read. */
    public List<String> names() {
        return command == null ? List.of() : names(command);
    }

    static List<String> names(RequestCertificate command) {
        return command.identifiers().stream().map(Identifier::value).sorted().toList();
    }

    /** SHA-256 of the proof's bytes (the CSR's DER), lower-case hexadecimal; empty if the command cannot be read. */
    public String csrFingerprint() {
        return command == null ? "" : command.proof().bytes().sha256().hex();
    }

    /** What an order signs; null if there is nothing that could be signed. */
    public @Nullable Octets digest() {
        String profileHash = row.profileHash();
        return command == null || profileHash == null ? null : command.digest(profileHash);
    }
}
