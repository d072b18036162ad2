package org.httpca.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.httpca.message.MessageJson;
import org.httpca.web.token.Scope;
import org.httpca.web.token.TokenView;
import org.jspecify.annotations.Nullable;

/** Lists of tokens: a table for people, JSON for programs. There is no secret to show. */
final class TokenLists {
    private TokenLists() {}

    static String table(List<TokenView> tokens) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "SCOPES", "CREATED", "LAST USED", "REVOKED"));
        for (TokenView token : tokens) {
            rows.add(List.of(
                    token.name(),
                    token.scopes().stream().map(Scope::word).collect(Collectors.joining(",")),
                    time(token.createdAt()),
                    token.lastUsedAt() == null ? "never" : time(token.lastUsedAt()),
                    token.revokedAt() == null ? "" : time(token.revokedAt())));
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(one -> one.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    static String json(List<TokenView> tokens) {
        return MessageJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                tokens.stream().map(TokenLists::members).toList())
                + "\n";
    }

    private static Map<String, @Nullable Object> members(TokenView token) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", token.name());
        members.put("scopes", token.scopes().stream().map(Scope::word).toList());
        members.put("createdAt", token.createdAt());
        members.put("lastUsedAt", token.lastUsedAt());
        members.put("revokedAt", token.revokedAt());
        return members;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
