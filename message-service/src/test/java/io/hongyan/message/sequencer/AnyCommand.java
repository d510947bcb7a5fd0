package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Commands of all kinds from few users with few ids, so that they get in each other's way. */
final class AnyCommand {

    private static final List<String> USERS =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");

    private AnyCommand() {}

    static Arbitrary<Command> in(Commands commands) {
        Arbitrary<String> user = Arbitraries.of(USERS);
        Arbitrary<String> id = Arbitraries.of("m1", "m2", "m3", "m4", "m5");
        Arbitrary<String> text = Arbitraries.of("yes", "no", "");
        Arbitrary<String> emoji = Arbitraries.of("👍", ":yes:", "no emoji");
        Arbitrary<Long> seq = Arbitraries.longs().between(0, 30);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Role> role = Arbitraries.of(Role.ROLE_MEMBER, Role.ROLE_ADMIN, Role.ROLE_OWNER);
        Arbitrary<String[]> some = user.array(String[].class).ofMinSize(1).ofMaxSize(4);
        return Arbitraries.oneOf(
                Combinators.combine(user, id, text).as(commands::send),
                Combinators.combine(user, id, text)
                        .as((who, what, say) -> commands.sendSilently(who, "shop", what, say)),
                Combinators.combine(user, seq).as(commands::recall),
                Combinators.combine(user, id, seq, text).as(commands::edit),
                Combinators.combine(user, seq, emoji, flag).as(commands::react),
                Combinators.combine(user, some).as((who, others) -> commands.create(who, "g", "Friends", others)),
                Combinators.combine(user, text).as(commands::rename),
                Combinators.combine(user, role, role)
                        .as((who, post, other) -> commands.rules(
                                who,
                                GroupRules.newBuilder()
                                        .setPost(post)
                                        .setAddMembers(other)
                                        .setRename(other)
                                        .build())),
                Combinators.combine(user, some).as(commands::add),
                Combinators.combine(user, some).as(commands::remove),
                Combinators.combine(user, flag, some)
                        .as((who, lift, others) ->
                                commands.silence(who, lift ? Duration.ZERO : Duration.ofHours(1), others)),
                Combinators.combine(user, flag)
                        .as((who, off) -> commands.timer(who, off ? Duration.ZERO : Duration.ofDays(1))),
                user.map(commands::leave),
                Combinators.combine(user, user, role).as(commands::role),
                Combinators.combine(user, seq, flag).as(commands::delivered),
                Combinators.combine(user, seq).as(commands::read),
                Combinators.combine(user, flag).as(commands::mute),
                Combinators.combine(user, flag).as(commands::pin),
                Combinators.combine(user, flag).as(commands::archive),
                Combinators.combine(user, flag).as(commands::markUnread),
                Combinators.combine(user, flag).as(commands::block));
    }
}
