package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.GroupCreated;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MemberLeft;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final String GROUP = "g:1";
    private static final Members TWO = new Members(5, Map.of("alice", 1L, "bob", 1L));

    @Test
    void creationNamesTheFirst() {
        var created = Events.shown(GROUP, 1, "alice", "")
                .setGroupCreated(GroupCreated.newBuilder()
                        .addMembers(Member.newBuilder().setUserId("alice"))
                        .addMembers(Member.newBuilder().setUserId("bob")))
                .build();

        assertThat(Members.ofCreated(created)).isEqualTo(new Members(1, Map.of("alice", 1L, "bob", 1L)));
    }

    @Test
    void eventsAddAndTakeAwayMembers() {
        var left = Events.shown(GROUP, 8, "alice", "")
                .setMemberLeft(MemberLeft.getDefaultInstance())
                .build();

        Members after = TWO.after(Events.added(GROUP, 6, "alice", List.of("carol", "dave")))
                .after(Events.removed(GROUP, 7, "alice", List.of("bob")))
                .after(left);

        assertThat(after).isEqualTo(new Members(8, Map.of("carol", 6L, "dave", 6L)));
    }

    @Test
    void eventsAlreadyKnownChangeNothing() {
        assertThat(TWO.after(Events.removed(GROUP, 5, "alice", List.of("bob")))).isEqualTo(TWO);
    }

    @Test
    void whoHasJoinedAgainSinceStays() {
        var later = new Members(5, Map.of("alice", 1L, "bob", 9L)); // asked for as of 5, answered as of 9

        Members after = later.after(Events.removed(GROUP, 6, "alice", List.of("bob")));

        assertThat(after).isEqualTo(new Members(6, Map.of("alice", 1L, "bob", 9L)));
    }

    @Test
    void anEventThatIsNotTheNextIsOutOfReach() {
        assertThat(TWO.reaches(Events.sent(GROUP, 6, "alice", ""))).isTrue();
        assertThat(TWO.reaches(Events.sent(GROUP, 7, "alice", ""))).isFalse();
    }
}
