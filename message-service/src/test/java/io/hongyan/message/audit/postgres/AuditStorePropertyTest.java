package io.hongyan.message.audit.postgres;

import static io.hongyan.message.unread.postgres.UnreadDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.audit.Comparison;
import io.hongyan.message.audit.Sample;
import io.hongyan.message.audit.Specimen;
import io.hongyan.message.unread.Recorded;
import io.hongyan.message.unread.Stories;
import io.hongyan.message.unread.postgres.UnreadDatabase;
import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class AuditStorePropertyTest {

    /** Damage that takes some row wherever there is one. Not generated columns: those cannot be wrong. */
    private static final List<String> DAMAGES = List.of(
            "UPDATE unread.conversation SET head_cseq = head_cseq + 1",
            "UPDATE unread.conversation SET revision = revision - 1",
            "DELETE FROM unread.conversation",
            "UPDATE unread.member SET read_seq = read_seq + 1",
            "UPDATE unread.member SET muted = NOT muted",
            "UPDATE unread.member SET pinned_ms = pinned_ms + 1",
            "UPDATE unread.member SET marked_unread = NOT marked_unread",
            "UPDATE unread.member SET own_version = own_version + 1",
            "DELETE FROM unread.member",
            "INSERT INTO unread.member (conversation_id, user_id, role, joined_seq, read_seq, delivered_seq, muted, blocked)"
                    + " SELECT conversation_id, 'mallory', 1, 1, 0, 0, false, false"
                    + " FROM unread.conversation",
            "UPDATE unread.message SET recalled = NOT recalled",
            "UPDATE unread.message SET own = own + 1",
            "DELETE FROM unread.message",
            "DELETE FROM unread.mention",
            "UPDATE unread.mention SET sender_id = 'mallory'",
            "UPDATE unread.mention SET user_id = user_id || '.'");

    private static @Nullable UnreadDatabase shared;

    @BeforeContainer
    static void connect() {
        shared = new UnreadDatabase();
    }

    @AfterContainer
    static void disconnect() {
        database().close();
    }

    private static UnreadDatabase database() {
        if (shared == null) {
            throw new IllegalStateException("not connected");
        }
        return shared;
    }

    @Provide
    Arbitrary<List<Event>> logs() {
        return Stories.logs();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Stories.cuts();
    }

    /** No false alarm, whatever happens in conversations and however the log is cut. */
    @Property(tries = 60)
    void theProjectionIsWhatCountingWithFingersFinds(
            @ForAll("logs") List<Event> log, @ForAll("cuts") List<Integer> cuts) {
        database().empty();
        database().applyAll(Stories.cut(log, cuts));
        var store = new AuditStore(database().pool);

        for (Specimen specimen : recounted(log)) {
            assertThat(Comparison.of(specimen.view(), store.stored(specimen.conversationId())))
                    .as(specimen.conversationId())
                    .isEmpty();
        }
    }

    /** Whatever is damaged is noticed, and afterwards every row is as if it never had been. */
    @Property(tries = 60)
    void damageIsFoundAndMadeGood(
            @ForAll("logs") List<Event> log,
            @ForAll("cuts") List<Integer> cuts,
            @ForAll @IntRange(max = 15) int damage) {
        database().empty();
        database().applyAll(Stories.cut(log, cuts));
        List<String> right = database().dump();
        var store = new AuditStore(database().pool);

        int damaged =
                await(database().pool.query(DAMAGES.get(damage)).execute()).rowCount();
        long found = recounted(log).stream()
                .filter(specimen -> !Comparison.of(specimen.view(), store.stored(specimen.conversationId()))
                        .isEmpty())
                .peek(specimen -> repair(store, specimen))
                .count();

        assertThat(found > 0).isEqualTo(damaged > 0);
        assertThat(database().dump()).isEqualTo(right);
    }

    private static void repair(AuditStore store, Specimen specimen) {
        store.whileStanding(0, Duration.ofSeconds(5), standstill -> {
            standstill.replace(specimen.conversationId(), specimen.rows());
            return true;
        });
    }

    private static List<Specimen> recounted(List<Event> log) {
        var sample = new Sample(0, 100, 1000);
        // At the offsets at which the log was applied: rows name the record that moved a cursor.
        sample.add(IntStream.range(0, log.size())
                .mapToObj(offset -> new Recorded(0, offset, log.get(offset)))
                .toList());
        return sample.specimens();
    }
}
