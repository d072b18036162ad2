package org.httpca.lint.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.httpca.lint.subject.Signed;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds: PEM blocks (RFC 7468) with whatever text between them, or one DER.
 *
 * @param broken why not all of it could be read; follows the file's name
 */
record Contents(List<Found> found, @Nullable String broken) {
    private static final Contents NOTHING = new Contents(List.of(), null);
    private static final String BEGIN = "-----BEGIN ";
    private static final int SEQUENCE = 0x30;
    private static final Pattern ENDING = Pattern.compile(".*\\.(cer|crt|der|crl|pem)");

    /** Other labels (keys, requests) are not ours to look at. */
    private static final Map<String, Found.Kind> LABELS = Map.of(
            "CERTIFICATE", Found.Kind.CERTIFICATE,
            "X509 CERTIFICATE", Found.Kind.CERTIFICATE,
            "X.509 CERTIFICATE", Found.Kind.CERTIFICATE,
            "X509 CRL", Found.Kind.CRL,
            "CRL", Found.Kind.CRL);

    /**
     * Reads the file.
     *
     * @param named whether it was named, rather than met in a folder: then whatever may be DER is taken for it
     */
    static Contents of(Path file, boolean named) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (text.contains(BEGIN)) {
            return pem(file, text);
        }
        return octets.length > 0 && octets[0] == SEQUENCE ? der(file, octets, named) : NOTHING;
    }

    /** By its name, and by how it begins. */
    static boolean looksLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(BEGIN.length());
            return ends(file)
                    && first.length > 0
                    && (first[0] == SEQUENCE || new String(first, StandardCharsets.ISO_8859_1).equals(BEGIN));
        }
    }

    private static boolean ends(Path file) {
        return ENDING.matcher(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))
                .matches();
    }

    private static Contents pem(Path file, String text) {
        List<Found> found = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                Found.Kind kind = LABELS.get(block.getType());
                if (kind != null) {
                    found.add(new Found(file, found.size() + 1, kind, block.getContent()));
                }
            }
        } catch (IOException | RuntimeException e) {
            return new Contents(
                    found, "has a PEM block that is not closed by its END line, or is not base64. Export it anew.");
        }
        return new Contents(found, null);
    }

    /** What is neither counts as a faulty one, unless it was met in a folder under a name that promises nothing. */
    private static Contents der(Path file, byte[] octets, boolean named) {
        boolean crl = Signed.certificate(octets).value() == null
                && (Signed.crl(octets).value() != null || file.toString().endsWith(".crl"));
        boolean neither = !crl && Signed.certificate(octets).value() == null;
        if (neither && !named && !ends(file)) {
            return NOTHING;
        }
        return new Contents(List.of(new Found(file, 1, crl ? Found.Kind.CRL : Found.Kind.CERTIFICATE, octets)), null);
    }
}
