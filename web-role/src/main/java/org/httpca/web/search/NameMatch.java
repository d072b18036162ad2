package org.httpca.web.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** The ways in which a name can be meant, in the order in which they are looked along. A domain also means what is below it. */
enum NameMatch {
    EXACT {
        @Override
        boolean is(String name, String meant) {
            return name.equals(meant);
        }

        @Override
        Scan scan(String meant) {
            // nothing stands between a text and the same with the lowest of all characters, which no name has
            return Scan.ofNames(meant, meant + LOWEST);
        }
    },
    BELOW {
        @Override
        boolean is(String name, String meant) {
            return name.endsWith("." + meant);
        }

        @Override
        Scan scan(String meant) {
            String backwards = backwards(meant);
            // what follows the dot in ASCII ends whatever begins with it
            return Scan.ofNamesBackwards(backwards + ".", backwards + "/");
        }

        @Override
        String key(String name) {
            return backwards(name);
        }
    },
    BEGINNING {
        @Override
        boolean is(String name, String meant) {
            return name.startsWith(meant);
        }

        @Override
        Scan scan(String meant) {
            return Scan.ofNames(meant, meant + HIGHEST);
        }
    };

    private static final String LOWEST = "\u0001";
    private static final String HIGHEST = new String(Character.toChars(Character.MAX_CODE_POINT));

    abstract boolean is(String name, String meant);

    abstract Scan scan(String meant);

    /** The name as the index has it. */
    String key(String name) {
        return name;
    }

    private static String backwards(String name) {
        return new StringBuilder(name).reverse().toString();
    }

    /** Of the names that are meant the one that the index has first: a certificate with several is found by that alone. */
    boolean isFirst(String key, Collection<String> names, String meant) {
        return names.stream().filter(name -> is(name, meant)).map(this::key).noneMatch(other -> isBefore(other, key));
    }

    /** As the database sorts, by octets. */
    private static boolean isBefore(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)) < 0;
    }
}
