package org.httpca.web.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** Looks through what the form sent, before anything is stored: each fault is said at its field, and all at once. */
final class SubmissionCheck {
    static final int NAME = 200;
    static final int EMAIL = 254;
    static final int NOTE = 2000;

    /** Not RFC 5322, whose truth only a mail tells: one @, something on both sides, no space. Bounded, so never slow. */
    private static final Pattern EMAIL_LIKE = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");

    /** How the role names the free texts when it refuses one. */
    private static final Map<String, String> FREE_TEXT =
            Map.of("The note ", "note", "requester's name", "name", "requester's e-mail", "email");

    /** Base64 makes a third more of 64 KiB, and the lines a little. */
    private static final int MAX_PEM = 96 * 1024;

    private static final int DER_SEQUENCE = 0x30;

    private final Words words;
    private final Map<String, Fault> wrong = new LinkedHashMap<>();
    private SubmissionForm form;
    private @Nullable Octets csr;
    private String field = "csr";

    private SubmissionCheck(Words words, SubmissionForm form) {
        this.words = words;
        this.form = form;
    }

    /**
     * @param file the content of the chosen file; empty where none was chosen
     */
    static SubmissionCheck of(SubmissionForm form, byte[] file, Words words) {
        SubmissionCheck check = new SubmissionCheck(words, form);
        check.csr(file);
        check.length("name", form.name(), NAME);
        check.length("email", form.email(), EMAIL);
        check.length("note", form.note(), NOTE);
        if (!form.email().isEmpty() && !EMAIL_LIKE.matcher(form.email()).matches()) {
            check.wrong.putIfAbsent("email", Fault.of(words.say("form.email.bad")));
        }
        check.readAnyway();
        return check;
    }

    /** The signing request as it came, PEM or DER, where nothing is wrong so far. */
    @Nullable
    Octets passed() {
        return wrong.isEmpty() ? csr : null;
    }

    /** The form to show again. */
    SubmissionForm form() {
        return form.with(new LinkedHashMap<>(wrong));
    }

    /** What the role refused after all these checks. */
    SubmissionForm refused(Problem problem) {
        wrong.put(fieldOf(problem), words.plainly(problem));
        return form();
    }

    private void csr(byte[] file) {
        if (file.length > 0 && !form.csr().isEmpty()) {
            wrong.put("file", Fault.of(words.say("form.file.both")));
        } else if (file.length > 0 && file[0] == DER_SEQUENCE) {
            field = "file";
            der(file);
        } else if (file.length > 0) {
            field = "file";
            pem(new String(file, StandardCharsets.UTF_8));
        } else if (form.csr().isEmpty()) {
            wrong.put("csr", Fault.of(words.say("form.csr.missing")));
        } else {
            pem(form.csr());
        }
    }

    private void der(byte[] file) {
        if (file.length > CertificationRequest.MAX_OCTETS) {
            wrong.put(field, Fault.of(words.say("form.csr.large")));
        } else {
            // A browser does not keep the chosen file when the form comes back; the text it keeps.
            form = form.withCsr(Pem.encode("CERTIFICATE REQUEST", file));
            csr = Octets.of(file);
        }
    }

    private void pem(String text) {
        if (text.contains("PRIVATE KEY-----")) {
            // Not even back into the form: it would travel once more.
            form = form.withCsr("");
            wrong.put(field, Fault.of(words.say("form.csr.private")));
        } else if (text.length() > MAX_PEM) {
            form = form.withCsr("");
            wrong.put(field, Fault.of(words.say("form.csr.large")));
        } else if (text.contains("BEGIN CERTIFICATE-----")) {
            form = form.withCsr(text);
            wrong.put(field, Fault.of(words.say("form.csr.certificate")));
        } else {
            form = form.withCsr(text);
            csr = Octets.of(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With a fault elsewhere the role would not look at the request: its faults are said in the same breath. */
    private void readAnyway() {
        Octets given = csr;
        if (wrong.isEmpty() || given == null) {
            return;
        }
        byte[] octets = given.toArray();
        Result<CertificationRequest> read = octets[0] == DER_SEQUENCE
                ? CertificationRequest.readDer(octets)
                : CertificationRequest.readPem(new String(octets, StandardCharsets.UTF_8));
        if (read instanceof Result.Refused<CertificationRequest> refused) {
            wrong.putIfAbsent(field, words.plainly(refused.problem()));
        }
    }

    private void length(String field, String text, int most) {
        if (text.length() > most) {
            wrong.put(field, Fault.of(words.say("form.long", most)));
        }
    }

    private String fieldOf(Problem problem) {
        return switch (problem.type()) {
            case UNKNOWN_PROFILE, VALIDITY_NOT_ALLOWED -> "profile";
            // Free text is refused for characters that turn the direction of a line; the CSR, for being none.
            case MALFORMED ->
                FREE_TEXT.entrySet().stream()
                        .filter(text -> problem.detail().contains(text.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(field);
            default -> field;
        };
    }
}
