package io.hongyan.message.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A group against a naive model of it: a map from member to role. */
class GroupsPropertyTest {

    @Provide
    Arbitrary<List<Command>> commands() {
        return AnyCommand.in(Commands.IN_GROUP).list().ofMinSize(1).ofMaxSize(80);
    }

    @Property(tries = 300)
    void aGroupIsWhatItsEventsSay(@ForAll("commands") List<Command> commands) {
        var group = new Conversation(Commands.IN_GROUP);
        group.accept(Commands.IN_GROUP.create("alice", "g", "Friends", "bob", "carol", "dave"));
        Map<String, Role> model =
                new TreeMap<>(Map.of("alice", Role.ROLE_OWNER, "bob", Role.ROLE_MEMBER, "carol", Role.ROLE_MEMBER));
        model.put("dave", Role.ROLE_MEMBER);
        Rules rules = Rules.DEFAULT;
        Set<String> silent = new TreeSet<>();
        for (Command command : commands) {
            Role role = model.getOrDefault(command.getActor().getUserId(), Role.ROLE_UNSPECIFIED);

            Decision decision = group.on(command);

            if (decision instanceof Accepted(Event event)) {
                assertThat(role.getNumber())
                        .as("%s by %s", event.getPayloadCase(), role)
                        .isGreaterThanOrEqualTo(leastRole(event, rules).getNumber());
                mayBeBy(event, silent);
                applyNaively(model, event);
                silence(silent, event);
                silent.removeIf(
                        user -> model.getOrDefault(user, Role.ROLE_MEMBER).getNumber() > Role.ROLE_MEMBER_VALUE);
                if (event.hasGroupRulesChanged()) {
                    rules = Rules.of(event.getGroupRulesChanged().getRules());
                }
            }
            assertThat(rolesOf(group)).isEqualTo(model);
            assertThat(group.head().rules()).isEqualTo(rules);
            assertThat(group.head().members()).isEqualTo(model.size()).isLessThanOrEqualTo(6);
            assertThat(model.values().stream().filter(Role.ROLE_OWNER::equals).count())
                    .isEqualTo(model.isEmpty() ? 0 : 1);
        }
    }

    /** All happens at noon, and silence lasts an hour: it ends here only by somebody's doing. */
    private static void silence(Set<String> silent, Event event) {
        if (event.getMembersSilenced().getUntilMs() > 0) {
            silent.addAll(event.getMembersSilenced().getUserIdsList());
        } else {
            event.getMembersSilenced().getUserIdsList().forEach(silent::remove);
        }
    }

    private static void mayBeBy(Event event, Set<String> silent) {
        boolean speaks = event.hasMessageSent()
                || event.hasMessageEdited()
                || event.getReactionChanged().getPresent();
        assertThat(speaks && silent.contains(event.getActor().getUserId()))
                .as("%s by %s", event.getPayloadCase(), event.getActor().getUserId())
                .isFalse();
        assertThat(silent)
                .as("those who are silenced were not, or may speak again")
                .satisfies(them -> assertThat(event.getMembersSilenced().getUserIdsList())
                        .allMatch(user -> them.contains(user)
                                == (event.getMembersSilenced().getUntilMs() == 0)));
    }

    private static Role leastRole(Event event, Rules rules) {
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT, MESSAGE_EDITED -> rules.post();
            case GROUP_RENAMED -> rules.rename();
            case MEMBERS_ADDED -> rules.addMembers();
            case MEMBERS_REMOVED, MEMBERS_SILENCED, TIMER_CHANGED -> Role.ROLE_ADMIN;
            case ROLE_CHANGED, GROUP_RULES_CHANGED -> Role.ROLE_OWNER;
            case ARRANGED -> Role.ROLE_UNSPECIFIED; // whoever has left still has it in the list
            default -> Role.ROLE_MEMBER;
        };
    }

    private static void applyNaively(Map<String, Role> model, Event event) {
        switch (event.getPayloadCase()) {
            case MEMBERS_ADDED ->
                event.getMembersAdded()
                        .getUserIdsList()
                        .forEach(user -> assertThat(model.put(user, Role.ROLE_MEMBER))
                                .as("%s was no member", user)
                                .isNull());
            case MEMBERS_REMOVED ->
                event.getMembersRemoved()
                        .getUserIdsList()
                        .forEach(user -> assertThat(model.remove(user))
                                .as("%s was a member", user)
                                .isNotNull());
            case MEMBER_LEFT -> {
                model.remove(event.getActor().getUserId());
                String heir = event.getMemberLeft().getNewOwnerId();
                if (!heir.isEmpty()) {
                    model.replace(heir, Role.ROLE_OWNER);
                }
            }
            case ROLE_CHANGED -> {
                if (event.getRoleChanged().getRole() == Role.ROLE_OWNER) {
                    model.replace(event.getActor().getUserId(), Role.ROLE_ADMIN);
                }
                model.replace(
                        event.getRoleChanged().getUserId(),
                        event.getRoleChanged().getRole());
            }
            default -> {}
        }
    }

    private static Map<String, Role> rolesOf(Conversation group) {
        return group.everybody().stream()
                .filter(Member::isIn)
                .collect(Collectors.toMap(Member::userId, Member::role, (one, other) -> one, TreeMap::new));
    }
}
