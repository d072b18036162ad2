package org.httpca.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/**
 * One rule, and the class that was seeded to break it.
 *
 * @param name what the rule says, in a few words
 * @param rule the rule for the code below a root package
 * @param seeded the simple name of the seeded class that must be found
 */
record Boundary(String name, Function<String, ArchRule> rule, String seeded) {

    ArchRule ofTheCode() {
        return rule.apply(Code.ROOT).as(name);
    }

    ArchRule ofTheSeeds() {
        return rule.apply(Code.SEEDED_ROOT).as(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
