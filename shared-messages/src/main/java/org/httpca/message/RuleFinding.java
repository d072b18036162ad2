package org.httpca.message;

/**
 * What one rule of the policy said.
 *
 * @param rule the rule's name, such as {@code key-allowed}
 * @param verdict {@code pass}, {@code hold} or {@code reject}
 * @param reason a sentence for people
 */
public record RuleFinding(String rule, String verdict, String reason) {}
