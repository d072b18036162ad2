package org.httpca.signer.profile;

import java.util.List;
import java.util.Optional;
import org.httpca.pki.Identifier;
import org.httpca.pki.Subtree;

/**
 * Where a profile's names must be, and where none may (as name constraints, RFC 5280, section 4.2.1.10): a name must be in one of
 * the permitted subtrees of its type, if there are any of its type; and nothing that it stands for may be in an excluded one.
 */
public record NameSubtrees(List<Subtree> permitted, List<Subtree> excluded) {

    public NameSubtrees {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    /** Both may be left out. */
    static NameSubtrees read(YamlSection of) {
        return new NameSubtrees(
                of.list("permitted-subtrees", Subtree::parse), of.list("excluded-subtrees", Subtree::parse));
    }

    boolean isEmpty() {
        return permitted.isEmpty() && excluded.isEmpty();
    }

    /** The excluded subtree that the name, or a host that its wildcard stands for, is in. */
    public Optional<Subtree> excluding(Identifier name) {
        return excluded.stream().filter(subtree -> subtree.touches(name)).findFirst();
    }

    public boolean permits(Identifier name) {
        List<Subtree> ofType = permittedFor(name);
        return ofType.isEmpty() || ofType.stream().anyMatch(subtree -> subtree.contains(name));
    }

    /** The permitted subtrees of the name's type; empty where the type is not restricted. */
    public List<Subtree> permittedFor(Identifier name) {
        return permitted.stream()
                .filter(subtree -> subtree.type() == name.type())
                .toList();
    }
}
