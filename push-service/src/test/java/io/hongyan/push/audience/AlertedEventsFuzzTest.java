package io.hongyan.push.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.DeliveredMoved;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.MuteChanged;
import io.hongyan.proto.events.v1.ReadMoved;
import io.hongyan.push.send.Wording;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records of {@code hongyan.events.v1} as push takes them, one in each piece. What there is no objection to changes rows
 * that PostgreSQL can take, and what an alert says fits on a locked phone; the same events again change nothing.
 */
class AlertedEventsFuzzTest implements FuzzTarget {

    private static final int EVENTS_MAX = 20;
    private static final int ALERT_BYTES_MAX = 4096;

    @Override
    public void check(byte[] input) {
        List<Incoming> good = new ArrayList<>();
        for (byte[] piece : Pieces.of(input, EVENTS_MAX)) {
            try {
                Event event = Event.parseFrom(piece);
                if (Objections.against(event.getConversationId(), event) == null) {
                    good.add(new Incoming(event, new String(piece, UTF_8)));
                }
            } catch (InvalidProtocolBufferException e) {
                // to the dead letters
            }
        }
        Changes changes = Changes.of(good, Map.of(), Instant.EPOCH);

        changes.names().values().forEach(name -> assertThat(name).doesNotContain("\0", "\n"));
        assertThat(changes.memberships().keySet()).allSatisfy(AlertedEventsFuzzTest::assertMember);
        assertThat(changes.mutes().keySet()).allSatisfy(AlertedEventsFuzzTest::assertMember);
        assertThat(changes.cursors().keySet()).allSatisfy(AlertedEventsFuzzTest::assertMember);
        assertThat(changes.readings()).allSatisfy(reading -> {
            assertMember(reading.member());
            assertThat(reading.deviceId()).matches("[A-Za-z0-9._-]{0,64}");
        });
        assertThat(changes.messages()).allSatisfy(message -> {
            assertThat(message.seq()).isPositive();
            assertThat(message.body()).doesNotContain("\0");
            assertThat(message.mentions()).allSatisfy(user -> assertThat(user).matches("[A-Za-z0-9._@-]{1,64}"));
            assertThat(message.body().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(ALERT_BYTES_MAX);
            assertThat(Wording.cut(message.body(), 60).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(60);
        });
        assertThat(Changes.of(good, changes.revisions(), Instant.EPOCH).revisions())
                .isEmpty();
    }

    private static void assertMember(MemberId member) {
        assertThat(member.userId()).matches("[A-Za-z0-9._@-]{1,64}");
        assertThat(member.conversationId()).matches("[A-Za-z0-9._@:-]{3,131}");
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> events = List.of(
                event("g:0123456789abcdefghjkmnpqrs", 1)
                        .setGroupCreated(GroupCreated.newBuilder()
                                .setName("trip\nto\u0007 Oslo")
                                .addMembers(Member.newBuilder().setUserId("ben")))
                        .build()
                        .toByteArray(),
                event("g:0123456789abcdefghjkmnpqrs", 2)
                        .setMembersRemoved(MembersRemoved.newBuilder().addUserIds("ben"))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 1)
                        .setMessageSent(message(Content.newBuilder().setText("hi \uD83D\uDC68\u200D\uD83D\uDC69")))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 2)
                        .setMessageSent(message(Content.newBuilder()
                                .setCustom(Custom.newBuilder().setType("x").setFallback("a picture"))))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 3)
                        .setMessageRecalled(MessageRecalled.newBuilder().setTargetSeq(1))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 4)
                        .setReadMoved(ReadMoved.newBuilder().setSeq(2))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 5)
                        .setDeliveredMoved(DeliveredMoved.newBuilder().setSeq(2).setForeground(true))
                        .build()
                        .toByteArray(),
                event("d:ann:ben", 6)
                        .setMuteChanged(MuteChanged.newBuilder().setMuted(true))
                        .build()
                        .toByteArray());
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(Pieces.join(events.toArray(byte[][]::new)));
        events.forEach(event -> seeds.add(Pieces.join(event)));
        return seeds;
    }

    private static MessageSent.Builder message(Content.Builder content) {
        return MessageSent.newBuilder()
                .setClientMessageId("m1")
                .setContent(content)
                .setCountable(true);
    }

    private static Event.Builder event(String conversation, long revision) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(revision)
                .setSeq(revision)
                .setHeadSeq(revision)
                .setTimeMs(1_767_272_400_000L)
                .setActor(Actor.newBuilder().setUserId("ann"));
    }
}
