package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may act in a conversation. Each check answers with the refusal, or null if it is allowed. */
final class Access {

    private Access() {}

    /** The actor must be one of the two, or in the group. That there is none is not told apart. */
    static @Nullable Refused member(Snapshot state, String actor) {
        boolean in = switch (state.id()) {
            case ConversationId.Two two -> two.has(actor);
            case ConversationId.Group _ -> state.member(actor).isIn();
        };
        return in ? null : notAMember();
    }

    /** The conversation must be a group, and the actor have this role in it or a higher one. */
    static @Nullable Refused role(Snapshot state, String actor, Role least) {
        if (!(state.id() instanceof ConversationId.Group)) {
            return notAGroup();
        }
        if (!state.member(actor).isIn()) {
            return notAMember();
        }
        if (state.member(actor).isAtLeast(least)) {
            return null;
        }
        return notAllowed("This needs the role " + (least == Role.ROLE_OWNER ? "owner." : "admin or owner."));
    }

    /** In a group its rules say who may; of two, both. The actor is a member. */
    static @Nullable Refused rule(Snapshot state, String actor, Role least, String what) {
        return state.id() instanceof ConversationId.Two || state.member(actor).isAtLeast(least)
                ? null
                : notAllowed("Only " + (least == Role.ROLE_OWNER ? "the owner" : "admins and the owner") + " may "
                        + what + " in this group.");
    }

    /** Of two, neither may have blocked the other. */
    static @Nullable Refused blocked(Snapshot state) {
        return state.id() instanceof ConversationId.Two(String first, String second)
                        && (state.member(first).blocked()
                                || state.member(second).blocked())
                ? new Refused(ErrorCode.ERROR_CODE_BLOCKED, "One of the two has blocked the other.")
                : null;
    }

    /** The actor must be one who may say something here: a member, of whom nobody is blocked and who is not silenced. */
    static @Nullable Refused speaker(Snapshot state, String actor, Instant now) {
        Refused outsider = member(state, actor);
        if (outsider != null) {
            return outsider;
        }
        Refused blocked = blocked(state);
        return blocked != null ? blocked : silenced(state, actor, now);
    }

    /** Who was silenced says nothing until then. It only ever holds for whose role is member. */
    static @Nullable Refused silenced(Snapshot state, String actor, Instant now) {
        long until = state.member(actor).silencedUntilMs();
        return Numbering.timeMs(state.head(), now) < until
                ? new Refused(
                        ErrorCode.ERROR_CODE_SILENCED,
                        "An admin of this group has silenced the user until " + Instant.ofEpochMilli(until) + ".")
                : null;
    }

    static Refused notAMember() {
        return new Refused(
                ErrorCode.ERROR_CODE_NOT_A_MEMBER, "The user is not in this conversation, or there is none.");
    }

    static Refused notAGroup() {
        return Fields.invalid("conversation_id must be that of a group.");
    }

    static Refused notAllowed(String message) {
        return new Refused(ErrorCode.ERROR_CODE_NOT_ALLOWED, message);
    }
}
