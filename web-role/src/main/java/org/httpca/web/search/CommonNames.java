package org.httpca.web.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.httpca.pki.DistinguishedNames;

/** The common names of distinguished names that are written by RFC 4514, in lower case. */
final class CommonNames {
    private CommonNames() {}

    /** Empty for what is no distinguished name. */
    static Optional<X500Name> read(String subject) {
        try {
            return Optional.of(DistinguishedNames.parse(subject));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static List<String> of(String subject) {
        return read(subject).map(CommonNames::of).orElse(List.of());
    }

    static List<String> of(X500Name subject) {
        return Arrays.stream(subject.getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(each -> each.getType().equals(BCStyle.CN))
                .map(AttributeTypeAndValue::getValue)
                .map(value -> IETFUtils.valueToString(value)
                        .replaceAll("\\\\(.)", "$1")
                        .toLowerCase(Locale.ROOT))
                .toList();
    }
}
