package org.httpca.signer.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.httpca.embedded.document.GeneratedPart;
import org.httpca.pki.Octets;
import org.httpca.signer.testing.SignerDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tries every move on a request in every state and writes down what it became: the picture in the document is what the SQL does,
 * not what somebody thinks it does.
 */
class StatesDocumentTest {
    private final JdbcTemplate owner = new JdbcTemplate(SignerDatabase.shared().owner());
    private final JdbcTemplate signer = new JdbcTemplate(SignerDatabase.shared().runtime());

    /** State, outcome and whether a word waits to be told: what the moves look at. */
    private record Stand(String state, String outcome, String word) {
        static final List<Stand> ALL = List.of(
                new Stand("Waiting-For-Approval", "", "held"),
                new Stand("Waiting-For-Approval", "", ""),
                new Stand("Waiting-For-Signature", "", "counted"),
                new Stand("Waiting-For-Signature", "", ""),
                new Stand("Waiting-For-Transmission", "Issued", "outcome"),
                new Stand("Waiting-For-Transmission", "Rejected", "outcome"),
                new Stand("Waiting-For-Transmission", "Withdrawn", "outcome"),
                new Stand("Transmitted", "Issued", ""),
                new Stand("Transmitted", "Rejected", ""),
                new Stand("Transmitted", "Withdrawn", ""));

        String text() {
            return outcome.isEmpty() ? state : state + " (" + outcome + ")";
        }

        /** As Mermaid wants it. */
        String node() {
            return text().replaceAll("[^A-Za-z]", "");
        }
    }

    /** What was seen: by a move, from these, to that. */
    private record Edge(Move move, String to) {}

    @Test
    void the_document_shows_what_the_table_allows() {
        Map<Edge, Set<String>> seen = new LinkedHashMap<>();
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (State first :
                List.of(State.WAITING_FOR_APPROVAL, State.WAITING_FOR_SIGNATURE, State.WAITING_FOR_TRANSMISSION)) {
            Stand stand = stand(insert(first));
            arrow(arrows, "[*]", stand.node(), "accept");
        }
        for (Move move : Move.values()) {
            for (Stand from : Stand.ALL) {
                UUID id = at(from);
                StoredRequest row = row(id);
                move.on(row, signer);
                Stand to = stand(id);
                boolean moved = row(id).revision() != row.revision() || !to.equals(from);
                if (moved) {
                    seen.computeIfAbsent(new Edge(move, to.text()), edge -> new TreeSet<>())
                            .add(from.text());
                    if (move != Move.TAKEN_BACK && !to.text().equals(from.text())) {
                        arrow(arrows, from.node(), to.node(), move.stage());
                    }
                }
            }
        }
        assertThat(seen.keySet().stream().map(Edge::move)).contains(Move.values());
        new GeneratedPart("docs/states.md", "the signer's states").holds(picture(arrows) + "\n\n" + table(seen));
    }

    private static void arrow(Map<String, Set<String>> arrows, String from, String to, String stages) {
        arrows.computeIfAbsent("  " + from + " --> " + to, arrow -> new LinkedHashSet<>())
                .addAll(List.of(stages.split(", ")));
    }

    private static String picture(Map<String, Set<String>> arrows) {
        List<String> lines = new ArrayList<>(List.of("```mermaid", "stateDiagram-v2"));
        Stand.ALL.stream()
                .map(stand -> "  state \"" + stand.text() + "\" as " + stand.node())
                .distinct()
                .forEach(lines::add);
        arrows.forEach((arrow, stages) -> lines.add(arrow + " : " + String.join(", ", stages)));
        lines.add("```");
        return String.join("\n", lines);
    }

    private static String table(Map<Edge, Set<String>> seen) {
        List<String> lines = new ArrayList<>(List.of("| from | to | stage | because |", "|---|---|---|---|"));
        seen.forEach((edge, from) -> lines.add("| " + String.join(", ", from) + " | " + edge.to() + " | "
                + edge.move().stage() + " | " + edge.move().why() + " |"));
        return String.join("\n", lines);
    }

    private UUID at(Stand stand) {
        UUID id = insert(State.WAITING_FOR_APPROVAL);
        owner.update(
                "UPDATE request SET state = ?, outcome = nullif(?, ''), word = nullif(?, '') WHERE id = ?",
                stand.state(),
                stand.outcome(),
                stand.word(),
                id);
        return id;
    }

    private UUID insert(State state) {
        UUID id = UUID.randomUUID();
        NewRequest request = new NewRequest(
                id, "{}", Octets.of(new byte[32]), "server", null, List.of(), null, null, Move.standing(state), null);
        assertThat(new Requests(signer).insert(List.of(request), Move.NOW)).containsExactly(id);
        return id;
    }

    private StoredRequest row(UUID id) {
        return new Requests(signer).find(id).orElseThrow();
    }

    private Stand stand(UUID id) {
        StoredRequest row = row(id);
        return new Stand(
                row.state().text(),
                row.outcome() == null ? "" : row.outcome().text(),
                row.word() == null ? "" : row.word().text());
    }
}
