package io.hongyan.history.archive.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Poison;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.Objections;
import io.hongyan.history.archive.Revision;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import io.hongyan.proto.events.v1.MembersAdded;
import io.hongyan.proto.events.v1.MembersRemoved;
import io.hongyan.proto.events.v1.MessageEdited;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.ReactionChanged;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A poll of {@code hongyan.events.v1}, as the archive takes it: each piece is a value. Every record is either poison, with
 * a code and a sentence, or archived in rows that PostgreSQL can take; none is lost, and the position moves past all.
 */
class ArchivedEventsFuzzTest implements FuzzTarget {

    private static final int RECORDS_MAX = 20;
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);

    @Override
    public void check(byte[] input) {
        List<byte[]> values = Pieces.of(input, RECORDS_MAX);

        DecodedBatch<Event> batch = DecodedBatch.of(polled(values), Event.parser(), Objections::against);

        assertThat(batch.records().size() + batch.poison().size()).isEqualTo(values.size());
        assertThat(batch.next()).containsEntry(0, (long) values.size());
        assertThat(batch.poison()).allSatisfy(ArchivedEventsFuzzTest::assertExplained);
        ArchiveChanges changes = ArchiveChanges.of(batch.values());
        assertThat(changes.added().keySet()).allSatisfy(place -> {
            assertId(place.conversationId());
            assertThat(place.seq()).isPositive();
        });
        assertThat(changes.periods().keySet()).allSatisfy(membership -> {
            assertId(membership.conversationId());
            assertId(membership.userId());
        });
        assertThat(changes.targets()).allSatisfy(place -> assertId(place.conversationId()));
        assertThat(changes.reactions()).allSatisfy((reaction, change) -> {
            assertId(reaction.target().conversationId());
            assertThat(reaction.target().seq()).isBetween(1L, change.seq() - 1);
            assertId(reaction.userId());
            assertThat(reaction.emoji()).isNotEmpty().hasSizeLessThan(200).doesNotContain("\0");
        });
        Revision revision = changes.revised(Map.of());
        assertThat(revision.added().keySet()).isEqualTo(changes.added().keySet());
        assertThat(revision.replaced()).isEmpty();
        assertThat(revision.edits()).allSatisfy(edit -> {
            assertId(edit.target().conversationId());
            assertThat(edit.target().seq()).isBetween(1L, edit.seq() - 1);
        });
        assertThat(changes.added().size()).isLessThanOrEqualTo(batch.records().size());
    }

    private static void assertExplained(Poison poison) {
        assertThat(poison.code()).isIn(Poison.UNDECODABLE, Poison.INVALID);
        assertThat(poison.message()).isNotBlank().hasSizeLessThan(300);
    }

    private static void assertId(String id) {
        assertThat(id).hasSizeBetween(1, 131).matches("[A-Za-z0-9._@:-]+");
    }

    /** As if each had come with the key that belongs to it, so that what is inside is looked at. */
    private static ConsumerRecords<String, byte[]> polled(List<byte[]> values) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>(Topics.EVENTS, 0, records.size(), key(value), value));
        }
        return new ConsumerRecords<>(
                Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(records.size())));
    }

    private static String key(byte[] value) {
        try {
            return Event.parseFrom(value).getConversationId();
        } catch (InvalidProtocolBufferException e) {
            return "";
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] created = event(1).setGroupCreated(GroupCreated.newBuilder()
                        .setName("trip")
                        .addMembers(Member.newBuilder().setUserId("ann"))
                        .addMembers(Member.newBuilder().setUserId("ben")))
                .build()
                .toByteArray();
        byte[] sent = event(2).setMessageSent(MessageSent.newBuilder()
                        .setContent(Content.newBuilder().setText("hello"))
                        .setCountable(true))
                .build()
                .toByteArray();
        byte[] recalled = event(3).setMessageRecalled(
                        MessageRecalled.newBuilder().setTargetSeq(2))
                .build()
                .toByteArray();
        byte[] edited = edit(4, 2, Content.newBuilder().setText("hello all"));
        byte[] reacted = reaction(5, 2, "👍");
        byte[] added = event(4).setMembersAdded(MembersAdded.newBuilder().addUserIds("cat"))
                .build()
                .toByteArray();
        byte[] removed = event(5).setMembersRemoved(MembersRemoved.newBuilder().addUserIds("ben"))
                .build()
                .toByteArray();
        byte[] left = event(6).setMemberLeft(MemberLeft.newBuilder().setNewOwnerId("cat"))
                .build()
                .toByteArray();
        return List.of(
                Pieces.join(created, sent, recalled, added, removed, left),
                Pieces.join(sent),
                Pieces.join(recalled, sent),
                Pieces.join(sent, edited, reacted, recalled),
                Pieces.join(sent, edit(4, 4, Content.newBuilder()), reaction(5, 6, "👍")),
                Pieces.join(reaction(5, -1, "👍"), reaction(6, 2, "a\0"), reaction(7, 2, "x".repeat(3000))),
                Pieces.join(event(4).setMessageEdited(MessageEdited.newBuilder().setTargetSeq(2))
                        .build()
                        .toByteArray()),
                Pieces.join(new byte[] {-1, -1}, left));
    }

    private static byte[] edit(long seq, long target, Content.Builder content) {
        return event(seq)
                .setMessageEdited(
                        MessageEdited.newBuilder().setTargetSeq(target).setContent(content))
                .build()
                .toByteArray();
    }

    private static byte[] reaction(long seq, long target, String emoji) {
        return event(seq)
                .setReactionChanged(ReactionChanged.newBuilder()
                        .setTargetSeq(target)
                        .setEmoji(emoji)
                        .setPresent(true))
                .build()
                .toByteArray();
    }

    private static Event.Builder event(long seq) {
        return Event.newBuilder()
                .setConversationId("g:0123456789abcdefghjkmnpqrs")
                .setRevision(seq)
                .setSeq(seq)
                .setHeadSeq(seq)
                .setActor(Actor.newBuilder().setUserId("ann"));
    }
}
