package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.message.router.EveryEvent;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of {@code hongyan.events.v1} as the unread role takes them, one in each piece. What there is no objection to
 * changes rows that PostgreSQL can take, whatever was applied before, and can be listed for everybody concerned. Revisions
 * are made to follow each other: gaps stop the role, and have tests of their own.
 */
class ProjectedEventsFuzzTest implements FuzzTarget {

    private static final int EVENTS_MAX = 20;

    @Override
    public void check(byte[] input) {
        var rows = new RowsInMemory();
        Map<String, Long> revisions = new HashMap<>();
        for (byte[] piece : Pieces.of(input, EVENTS_MAX)) {
            Event event;
            try {
                event = Event.parseFrom(piece);
            } catch (InvalidProtocolBufferException e) {
                continue; // to the dead letters
            }
            if (Conversations.objection(event.getConversationId(), event) == null) {
                long revision = revisions.merge(event.getConversationId(), 1L, Long::sum);
                Changes changes = rows.apply(
                        List.of(event.toBuilder().setRevision(revision).build()));
                fits(changes);
                changes.memberships()
                        .forEach(member -> assertThat(rows.of(member.id().userId()))
                                .allSatisfy(conversation -> assertThat(conversation.getMemberCount())
                                        .isNotNegative()));
            }
        }
    }

    private static void fits(Changes changes) {
        changes.heads().forEach(head -> {
            assertText(head.conversationId(), 131);
            assertText(head.name(), Integer.MAX_VALUE);
            if (head.ownerId() != null) {
                assertText(head.ownerId(), 64);
            }
        });
        changes.memberships().forEach(member -> {
            assertText(member.id().userId(), 64);
            assertThat(member.role().getNumber()).isBetween(0, 3);
            if (member.left() != null) {
                assertText(member.left().name(), Integer.MAX_VALUE);
            }
        });
        changes.messages().forEach(message -> assertText(message.senderId(), 64));
    }

    private static void assertText(String text, int lengthMax) {
        assertThat(text).doesNotContain("\0").hasSizeLessThanOrEqualTo(lengthMax);
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        byte[][] encoded = EveryEvent.all().stream().map(Event::toByteArray).toArray(byte[][]::new);
        seeds.add(Pieces.join(encoded));
        Event created = EveryEvent.all().getFirst();
        var newer = created.toBuilder();
        newer.getGroupCreatedBuilder().setName("a\0b").getMembersBuilder(1).setRoleValue(99);
        seeds.add(Pieces.join(newer.build().toByteArray(), encoded[7]));
        var forged = created.toBuilder();
        forged.getGroupCreatedBuilder().getMembersBuilder(1).setUserId("b\0b");
        seeds.add(Pieces.join(forged.build().toByteArray()));
        for (byte[] event : encoded) {
            seeds.add(Pieces.join(encoded[0], encoded[8], event));
        }
        return seeds;
    }
}
