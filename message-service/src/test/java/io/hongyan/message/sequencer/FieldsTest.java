package io.hongyan.message.sequencer;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Role;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final String GOOSE = "\uD83E\uDEBF"; // one code point, two chars, four bytes

    private final Conversation pair = new Conversation(IN_PAIR);
    private final Conversation group = new Conversation(IN_GROUP);

    @Test
    void aTextIsMeasuredInCodePointsAndInBytes() {
        assertThat(pair.on(IN_PAIR.send("alice", "m1", GOOSE.repeat(499)))).isInstanceOf(Decision.Accepted.class);
        assertThat(pair.on(IN_PAIR.send("alice", "m2", "é".repeat(500)))).isInstanceOf(Decision.Accepted.class);
        assertThat(pair.on(IN_PAIR.send("alice", "m3", "é".repeat(501))))
                .isEqualTo(new Refused(ERROR_CODE_CONTENT_TOO_LARGE, "content.text must have at most 500 characters."));
        assertThat(pair.on(IN_PAIR.send("alice", "m4", GOOSE.repeat(500))))
                .isEqualTo(
                        new Refused(ERROR_CODE_CONTENT_TOO_LARGE, "content has 2003 bytes; at most 2000 are allowed."));
    }

    @Test
    void aMessageSaysSomething() {
        assertThat(pair.on(IN_PAIR.send("alice", "m1", "")))
                .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "content.text must not be empty."));
        assertThat(pair.on(IN_PAIR.send("alice", "m1", Content.getDefaultInstance())))
                .isEqualTo(new Refused(
                        ERROR_CODE_INVALID_ARGUMENT,
                        "content must have text, image, voice, video, file, location, contact or custom."));
    }

    @Test
    void aMessageMentionsUsersAndNotTooMany() {
        var hundred = Mentions.newBuilder().addAllUserIds(Collections.nCopies(100, "bob"));
        var content = Content.newBuilder().setText("look");

        assertThat(pair.on(
                        IN_PAIR.send("alice", "m1", content.setMentions(hundred).build())))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(pair.on(IN_PAIR.send(
                        "alice",
                        "m2",
                        content.setMentions(hundred.addUserIds("bob")).build())))
                .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "content.mentions must name at most 100 users."));
        assertThat(pair.on(IN_PAIR.send(
                        "alice",
                        "m3",
                        content.setMentions(Mentions.newBuilder().addUserIds("no user"))
                                .build())))
                .isEqualTo(new Refused(
                        ERROR_CODE_INVALID_ARGUMENT,
                        "content.mentions.user_ids must each be 1 to 64 characters of [A-Za-z0-9._@-]."));
    }

    @Test
    void customContentHasATypeAndAllOfItCounts() {
        assertThat(custom("com.example.order/1", 0, "")).isInstanceOf(Decision.Accepted.class);
        assertThat(custom("t".repeat(100), 1_689, "f".repeat(200))).isInstanceOf(Decision.Accepted.class);
        assertThat(custom("t".repeat(100), 1_690, "f".repeat(200)))
                .isEqualTo(
                        new Refused(ERROR_CODE_CONTENT_TOO_LARGE, "content has 2001 bytes; at most 2000 are allowed."));
        assertThat(custom("", 1, "")).isEqualTo(badType());
        assertThat(custom("t".repeat(101), 1, "")).isEqualTo(badType());
        assertThat(custom("no blanks", 1, "")).isEqualTo(badType());
        assertThat(custom("t", 1, "f".repeat(201)))
                .isEqualTo(new Refused(
                        ERROR_CODE_INVALID_ARGUMENT, "content.custom.fallback must have at most 200 characters."));
    }

    private Decision custom(String type, int bytes, String fallback) {
        Custom custom = Custom.newBuilder()
                .setType(type)
                .setData(ByteString.copyFrom(new byte[bytes]))
                .setFallback(fallback)
                .build();
        return new Conversation(IN_PAIR)
                .on(IN_PAIR.send(
                        "alice", "m1", Content.newBuilder().setCustom(custom).build()));
    }

    private static Refused badType() {
        return new Refused(
                ERROR_CODE_INVALID_ARGUMENT, "content.custom.type must be 1 to 100 characters of [A-Za-z0-9._/+-].");
    }

    @Test
    void clientIdsArePrintableAscii() {
        var wrong = new Refused(
                ERROR_CODE_INVALID_ARGUMENT, "client_message_id must be 1 to 64 characters of printable ASCII.");

        assertThat(pair.on(IN_PAIR.send("alice", "", "x"))).isEqualTo(wrong);
        assertThat(pair.on(IN_PAIR.send("alice", "m".repeat(65), "x"))).isEqualTo(wrong);
        assertThat(pair.on(IN_PAIR.send("alice", "m\n", "x"))).isEqualTo(wrong);
        assertThat(pair.on(IN_PAIR.send("alice", "雁", "x"))).isEqualTo(wrong);
        assertThat(group.on(IN_GROUP.create("alice", "", "x"))).isEqualTo(wrong);
        assertThat(pair.on(IN_PAIR.send("alice", "~ /m".repeat(16), "x"))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void namesAreNotBlank() {
        var wrong =
                new Refused(ERROR_CODE_INVALID_ARGUMENT, "name must be 1 to 100 characters, not all of them blank.");

        assertThat(group.on(IN_GROUP.create("alice", "g", " "))).isEqualTo(wrong);
        assertThat(group.on(IN_GROUP.create("alice", "g", "n".repeat(101)))).isEqualTo(wrong);
        group.accept(IN_GROUP.create("alice", "g", GOOSE.repeat(100)));
        assertThat(group.on(IN_GROUP.rename("alice", ""))).isEqualTo(wrong);
        assertThat(group.refuse(IN_GROUP.rename("alice", "a\0b"))) // it stopped a projection: databases cannot keep it
                .isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void listsOfUsersAreBoundedAndEachIsNamed() {
        group.accept(IN_GROUP.create("alice", "g", "Friends"));
        String[] many = Collections.nCopies(101, "bob").toArray(String[]::new);

        assertThat(group.on(IN_GROUP.add("alice")))
                .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "user_ids must be 1 to 100 users, not 0."));
        assertThat(group.on(IN_GROUP.add("alice", many)))
                .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "user_ids must be 1 to 100 users, not 101."));
        assertThat(group.on(IN_GROUP.remove("alice", "bob", "a:b")))
                .isEqualTo(new Refused(
                        ERROR_CODE_INVALID_ARGUMENT,
                        "user_ids[1] must be 1 to 64 characters of A-Z, a-z, 0-9 and . _ @ -"));
        assertThat(group.refuse(IN_GROUP.role("alice", "?", Role.ROLE_ADMIN))).isEqualTo(ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void eachKindOfConversationKnowsItsOwnCommands() {
        for (Command command : new Command[] {
            IN_PAIR.create("alice", "g", "Two"),
            IN_PAIR.rename("alice", "Two"),
            IN_PAIR.add("alice", "carol"),
            IN_PAIR.remove("alice", "bob"),
            IN_PAIR.leave("alice"),
            IN_PAIR.role("alice", "bob", Role.ROLE_ADMIN)
        }) {
            assertThat(pair.on(command))
                    .as("%s", command.getActionCase())
                    .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "conversation_id must be that of a group."));
        }
        assertThat(group.on(IN_GROUP.block("alice", true)))
                .isEqualTo(new Refused(ERROR_CODE_INVALID_ARGUMENT, "conversation_id must be that of two people."));
    }

    @Test
    void aCommandThatNobodyCanBeAnsweredOnIsObjectedTo() {
        Command good = IN_PAIR.send("alice", "m1", "x");

        assertThat(Sequencing.objection("d:alice:bob", good)).isNull();
        assertThat(Sequencing.objection("d:alice:carol", good))
                .isEqualTo("The record's key is not the conversation id.");
        assertThat(Sequencing.objection(null, good)).isEqualTo("The record's key is not the conversation id.");
        assertThat(Sequencing.objection("", Command.getDefaultInstance()))
                .isEqualTo("conversation_id is missing, or is none.");
        assertThat(Sequencing.objection("d:alice:bob", IN_PAIR.by("alice").build()))
                .isEqualTo("The command has no action, or one that is not known here.");
    }
}
