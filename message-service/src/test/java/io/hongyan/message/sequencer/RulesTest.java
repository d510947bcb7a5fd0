package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.message.sequencer.Conversation.NOON;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CLIENT_ID_REUSED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.events.v1.Role.ROLE_ADMIN;
import static io.hongyan.proto.events.v1.Role.ROLE_MEMBER;
import static io.hongyan.proto.events.v1.Role.ROLE_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.message.sequencer.Decision.Unchanged;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.GroupRules;
import org.junit.jupiter.api.Test;

/** Who may do what in a group is its owner's to say. */
class RulesTest {

    private static final GroupRules ADMINS_POST =
            GroupRules.newBuilder().setPost(ROLE_ADMIN).build();
    private static final Content TO_ALL = Content.newBuilder()
            .setText("look")
            .setMentions(Mentions.newBuilder().setEveryone(true))
            .build();

    private final Conversation group = new Conversation(IN_GROUP);

    @Test
    void inAChannelAdminsWriteAndOthersReadAndReact() {
        group.accept(IN_GROUP.createWith(ADMINS_POST, "alice", "g", "News", "bob", "carol"));
        group.accept(IN_GROUP.role("alice", "bob", ROLE_ADMIN));

        long seq = group.accept(IN_GROUP.send("bob", "m1", "hello")).getSeq();

        assertThat(group.on(IN_GROUP.send("carol", "m1", "hello")))
                .isEqualTo(new Refused(
                        ERROR_CODE_NOT_ALLOWED, "Only admins and the owner may send messages in this group."));
        group.accept(IN_GROUP.react("carol", seq, "👍", true));
        group.accept(IN_GROUP.read("carol", seq));
        group.accept(IN_GROUP.role("alice", "bob", ROLE_MEMBER));
        assertThat(group.refuse(IN_GROUP.edit("bob", "e1", seq, "other words"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        group.accept(IN_GROUP.recall("bob", seq)); // one's own words one may always take back
    }

    @Test
    void aResendIsAnsweredThoughItMayNoLongerBeSent() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.send("bob", "m1", "hello"));
        group.accept(IN_GROUP.rules("alice", ADMINS_POST));

        assertThat(group.on(IN_GROUP.send("bob", "m1", "hello"))).isInstanceOf(Repeated.class);
        assertThat(group.refuse(IN_GROUP.send("bob", "m2", "hello"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void rulesAreToldInFullAndOnlyWhereTheyChange() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));

        GroupRules told = group.accept(IN_GROUP.rules("alice", ADMINS_POST))
                .getGroupRulesChanged()
                .getRules();

        assertThat(told)
                .isEqualTo(GroupRules.newBuilder()
                        .setPost(ROLE_ADMIN)
                        .setMentionEveryone(ROLE_MEMBER)
                        .setAddMembers(ROLE_ADMIN)
                        .setRename(ROLE_ADMIN)
                        .build());
        assertThat(group.on(IN_GROUP.rules("alice", told))).isEqualTo(new Unchanged(0, NOON.toEpochMilli()));
        group.accept(IN_GROUP.rules("alice", GroupRules.getDefaultInstance()));
        group.accept(IN_GROUP.send("bob", "m1", "hello"));
    }

    @Test
    void onlyTheOwnerSaysThem() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.role("alice", "bob", ROLE_ADMIN));

        assertThat(group.refuse(IN_GROUP.rules("bob", ADMINS_POST))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.refuse(IN_GROUP.rules(
                        "alice", GroupRules.newBuilder().setPostValue(99).build())))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
        assertThat(new Conversation(IN_PAIR).refuse(IN_PAIR.rules("alice", ADMINS_POST)))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void membersMayBeLetRunTheGroupOrSpeakToAll() {
        group.accept(IN_GROUP.create("alice", "g", "Friends", "bob"));
        group.accept(IN_GROUP.send("bob", "m1", TO_ALL));
        group.accept(IN_GROUP.rules(
                "alice",
                GroupRules.newBuilder()
                        .setAddMembers(ROLE_MEMBER)
                        .setRename(ROLE_OWNER)
                        .setMentionEveryone(ROLE_ADMIN)
                        .build()));

        group.accept(IN_GROUP.add("bob", "carol"));
        assertThat(group.refuse(IN_GROUP.rename("bob", "Ours"))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        assertThat(group.on(IN_GROUP.send("bob", "m2", TO_ALL)))
                .isEqualTo(new Refused(
                        ERROR_CODE_NOT_ALLOWED, "Only admins and the owner may mention everybody in this group."));
        long seq = group.accept(IN_GROUP.send("bob", "m3", "look")).getSeq();
        assertThat(group.refuse(IN_GROUP.edit("bob", "e1", seq, TO_ALL))).isEqualTo(ERROR_CODE_NOT_ALLOWED);
        group.accept(IN_GROUP.send("alice", "m4", TO_ALL));
        var pair = new Conversation(IN_PAIR);
        pair.accept(IN_PAIR.send("alice", "m1", TO_ALL));
    }

    @Test
    void aGroupIsCreatedTheSameAgainOnlyWithTheSameRules() {
        group.accept(IN_GROUP.createWith(ADMINS_POST, "alice", "g", "News", "bob"));

        assertThat(group.on(IN_GROUP.createWith(ADMINS_POST, "alice", "g", "News", "bob")))
                .isInstanceOf(Repeated.class);
        assertThat(group.refuse(IN_GROUP.create("alice", "g", "News", "bob"))).isEqualTo(ERROR_CODE_CLIENT_ID_REUSED);
        assertThat(new Conversation(IN_GROUP)
                        .refuse(IN_GROUP.createWith(
                                GroupRules.newBuilder().setRenameValue(7).build(), "alice", "g", "News")))
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void whatAStoreKeptOfBeforeMeansTheDefault() {
        assertThat(Rules.of(GroupRules.getDefaultInstance())).isEqualTo(Rules.DEFAULT);
        assertThat(Rules.of(Rules.DEFAULT.said())).isEqualTo(Rules.DEFAULT);
    }
}
