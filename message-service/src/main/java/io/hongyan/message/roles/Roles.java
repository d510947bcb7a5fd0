package io.hongyan.message.roles;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles of this process.
 *
 * @param all at least one
 */
public record Roles(Set<Role> all) {

    /** What a process does that is not told otherwise: everything. */
    public static final String DEFAULT =
            Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(","));

    public Roles {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("hongyan.roles names no role; it can name " + DEFAULT + ".");
        }
        all = Set.copyOf(all);
    }

    /**
     * Reads a list such as {@code router,api}.
     *
     * @throws IllegalArgumentException if it names none, or one there is not
     */
    public static Roles parse(String list) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> roles.add(role(word)));
        return new Roles(roles);
    }

    /** Whether this process has the role. */
    public boolean has(Role role) {
        return all.contains(role);
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "hongyan.roles names \"" + word + "\", which is no role; it can name " + DEFAULT + "."));
    }
}
