package org.httpca.pki;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Locale;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/**
 * A name that a certificate can stand for, in its canonical text: a DNS name (RFC 8555, section 9.7.7) or an IP address (RFC
 * 8738). Canonical means lower case without a trailing dot, and IPv6 as in RFC 5952.
 */
public record Identifier(Type type, String value) implements Comparable<Identifier> {

    /** The kinds of RFC 8555's registry that HttpCA issues for. */
    public enum Type {
        DNS,
        IP;

        /** The word of RFC 8555: {@code dns}, {@code ip}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Comparator<Identifier> ORDER =
            Comparator.comparing(Identifier::type).thenComparing(Identifier::value);

    /**
     * Refuses what is not canonical, so that no identifier of another spelling exists.
     *
     * @throws IllegalArgumentException if the value is not the canonical text of its type
     */
    public Identifier {
        boolean canonical =
                type == Type.DNS ? value.equals(DnsNames.canonical(value)) : value.equals(IpAddresses.canonical(value));
        if (!canonical) {
            throw new IllegalArgumentException("not a canonical " + type.wireName() + " identifier");
        }
    }

    /**
     * A DNS name: LDH labels (RFC 5890, section 2.3.1), those that look like A-labels valid ones, optionally with a wildcard as
     * the whole left-most label.
     */
    public static Result<Identifier> dns(String name) {
        String canonical = DnsNames.canonical(name);
        if (canonical == null) {
            return Result.refused(DnsNameRefusal.of(name));
        }
        String defect = ALabels.defect(canonical);
        return defect == null
                ? Result.passed(new Identifier(Type.DNS, canonical))
                : Result.refused(DnsNameRefusal.ofLabel(defect));
    }

    /** An IPv4 or IPv6 address in text form; no zone, no prefix length. */
    public static Result<Identifier> ip(String address) {
        String canonical = IpAddresses.canonical(address);
        return canonical == null
                ? Result.refused(
                        ProblemType.REJECTED_IDENTIFIER,
                        "'" + Printable.text(address, 80) + "' is not an IPv4 or IPv6 address.")
                : Result.passed(new Identifier(Type.IP, canonical));
    }

    /** An address if it reads as one, otherwise a DNS name. */
    public static Result<Identifier> parse(String text) {
        Result<Identifier> address = ip(text);
        return address.isPassed() ? address : dns(text);
    }

    /** Is the left-most label {@code *}? */
    @JsonIgnore
    public boolean wildcard() {
        return type == Type.DNS && value.startsWith("*.");
    }

    /** The form of a subject alternative name (RFC 5280, section 4.2.1.6). */
    public GeneralName toGeneralName() {
        return type == Type.DNS
                ? new GeneralName(GeneralName.dNSName, value)
                : new GeneralName(GeneralName.iPAddress, new DEROctetString(IpAddresses.octets(value)));
    }

    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return value;
    }
}
