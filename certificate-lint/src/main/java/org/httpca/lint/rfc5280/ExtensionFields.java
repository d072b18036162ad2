package org.httpca.lint.rfc5280;

import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;
import org.jspecify.annotations.Nullable;

/** What holds of the Extensions of certificates, CRLs and their entries alike. */
final class ExtensionFields {
    private ExtensionFields() {}

    static void checkUnique(ReadExtensions extensions, Findings out) {
        List<ReadExtension> all = extensions.all();
        for (int i = 1; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (all.get(i).id().equals(all.get(j).id())) {
                    out.error("is there twice: " + all.get(i).id().getId());
                    break;
                }
            }
        }
    }

    static void checkKnown(ReadExtensions extensions, Set<ASN1ObjectIdentifier> known, Findings out) {
        for (ReadExtension extension : extensions.all()) {
            if (extension.critical() && !known.contains(extension.id())) {
                out.error("is critical, and not known: " + extension.id().getId());
            }
        }
    }

    static void checkEncoding(ReadExtensions extensions, Findings out) {
        if (extensions.present() && extensions.all().isEmpty()) {
            out.error("an empty list of extensions is written out");
        }
        for (ReadExtension extension : extensions.all()) {
            if (extension.falseWritten()) {
                out.error(
                        "writes out that it is not critical: " + extension.id().getId());
            }
            if (extension.malformed()) {
                out.error("has a value that is not the DER of its kind: "
                        + extension.id().getId());
            }
        }
    }

    static void checkNotCritical(@Nullable ReadExtension extension, Findings out) {
        if (extension != null && extension.critical()) {
            out.error("is critical");
        }
    }
}
