package io.hongyan.message.sequencer;

import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;

/**
 * Who may do what in a group: the least role for each.
 *
 * @param post sends messages
 * @param mentionEveryone speaks to everybody by name at once
 * @param addMembers adds members
 * @param rename gives the group another name
 */
public record Rules(Role post, Role mentionEveryone, Role addMembers, Role rename) {

    /** What holds where nobody has said otherwise. */
    public static final Rules DEFAULT = new Rules(Role.ROLE_MEMBER, Role.ROLE_MEMBER, Role.ROLE_ADMIN, Role.ROLE_ADMIN);

    /** As somebody asks for them, or as an event or a store has them: what is not said is as by default. */
    public static Rules of(GroupRules rules) {
        return new Rules(
                either(rules.getPost(), DEFAULT.post),
                either(rules.getMentionEveryone(), DEFAULT.mentionEveryone),
                either(rules.getAddMembers(), DEFAULT.addMembers),
                either(rules.getRename(), DEFAULT.rename));
    }

    private static Role either(Role said, Role otherwise) {
        return said == Role.ROLE_UNSPECIFIED || said == Role.UNRECOGNIZED ? otherwise : said;
    }

    /** Whether each is a role that this release knows, or none. */
    static boolean areKnown(GroupRules rules) {
        return rules.getPost() != Role.UNRECOGNIZED
                && rules.getMentionEveryone() != Role.UNRECOGNIZED
                && rules.getAddMembers() != Role.UNRECOGNIZED
                && rules.getRename() != Role.UNRECOGNIZED;
    }

    /** As events say them: in full, so that a reader needs no defaults. */
    public GroupRules said() {
        return GroupRules.newBuilder()
                .setPost(post)
                .setMentionEveryone(mentionEveryone)
                .setAddMembers(addMembers)
                .setRename(rename)
                .build();
    }
}
