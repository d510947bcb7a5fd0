package io.hongyan.message.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.ConversationMember;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc.ConversationServiceBlockingStub;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.GetUnreadResponse;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListManyConversationsRequest;
import io.hongyan.proto.conversations.v1.ListManyConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.conversations.v1.ListPinsRequest;
import io.hongyan.proto.conversations.v1.MemberServiceGrpc;
import io.hongyan.proto.conversations.v1.MemberServiceGrpc.MemberServiceBlockingStub;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(
        value = KafkaTestResource.class,
        initArgs = @ResourceArg(name = "topics", value = "hongyan.events.v1:4,hongyan.events.v1.dlq:1"))
@SuppressWarnings("NullAway.Init") // stubs are there from @BeforeEach on
class ConversationsIT {

    private EventLog log;
    private ManagedChannel channel;
    private ConversationServiceBlockingStub conversations;
    private MemberServiceBlockingStub members;

    @BeforeEach
    void connect() {
        log = new EventLog();
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        conversations = ConversationServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        members = MemberServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() {
        log.close();
        channel.shutdownNow();
    }

    @Test
    void aFreshListHasEverythingCommittedBefore() {
        Story two =
                Story.ofTwo("fay", "gil").send("fay").send("fay").read("gil", 1).delivered("gil", 2);
        Story group = Story.ofGroup('c', "gil", "fay").send("fay").rename("gil", "new name");
        for (Event event : two.events()) {
            log.commit(List.of(event));
        }
        log.commit(group.events());

        ListConversationsResponse fay =
                conversations.listConversations(fresh("fay").build());
        ListConversationsResponse gil =
                conversations.listConversations(fresh("gil").build());

        NaiveInbox naive = naive(two, group);
        assertThat(fay.getConversationsList()).isEqualTo(naive.of("fay"));
        assertThat(fay.getConversationsList().getLast().getPeerReadSeq()).isEqualTo(1);
        assertThat(gil)
                .isEqualTo(ListConversationsResponse.newBuilder()
                        .addAllConversations(naive.of("gil"))
                        .setUnreadTotal(2)
                        .setHeadSum(5)
                        .setConversationCount(2)
                        .build());
    }

    @Test
    void whoAsksTogetherIsAnsweredEachAndWhoAsksNonsenseIsToldSoAlone() {
        log.commit(Story.ofTwo("hob", "ivy").send("hob").events());
        var request = ListManyConversationsRequest.newBuilder()
                .addRequests(fresh("hob"))
                .addRequests(fresh("not a user"))
                .addRequests(fresh("ivy"))
                .build();

        Map<Integer, ListManyConversationsResponse> answers = new TreeMap<>();
        conversations.listManyConversations(request).forEachRemaining(answer -> answers.put(answer.getPlace(), answer));

        assertThat(answers.keySet()).containsExactly(0, 1, 2);
        assertThat(answer(answers, 0).getListed())
                .isEqualTo(conversations.listConversations(fresh("hob").build()));
        assertThat(answer(answers, 1).getObjection())
                .isEqualTo("user_id must be 1 to 64 characters of [A-Za-z0-9._@-].");
        assertThat(answer(answers, 2).getListed().getUnreadTotal()).isEqualTo(1);
    }

    private static ListManyConversationsResponse answer(
            Map<Integer, ListManyConversationsResponse> answers, int place) {
        return Objects.requireNonNull(answers.get(place));
    }

    @Test
    void nobodyAndTooManyCannotAskTogether() {
        var tooMany = ListManyConversationsRequest.newBuilder()
                .addAllRequests(Collections.nCopies(101, fresh("hob").build()))
                .build();

        assertThatThrownBy(() -> conversations
                        .listManyConversations(ListManyConversationsRequest.getDefaultInstance())
                        .next())
                .hasMessageContaining("requests must have 1 to 100 entries, not 0.");
        assertThatThrownBy(() -> conversations.listManyConversations(tooMany).next())
                .hasMessageContaining("requests must have 1 to 100 entries, not 101.");
    }

    @Test
    void pagesFollowEachOtherAndKnownOnesAreLeftOut() {
        List<Story> stories = new ArrayList<>();
        for (String other : List.of("p1", "p2", "p3", "p4", "p5")) {
            Story story = Story.ofTwo("jan", other);
            for (int i = 0; i <= stories.size(); i++) {
                story.send(other);
            }
            stories.add(story);
            log.commit(story.events());
        }
        List<Conversation> expected = naive(stories.toArray(Story[]::new)).of("jan");

        List<Conversation> found = new ArrayList<>();
        var page = conversations.listConversations(fresh("jan").setPageSize(2).build());
        found.addAll(page.getConversationsList());
        while (!page.getNextPageToken().isEmpty()) {
            page = conversations.listConversations(ListConversationsRequest.newBuilder()
                    .setUserId("jan")
                    .setPageSize(2)
                    .setPageToken(page.getNextPageToken())
                    .build());
            found.addAll(page.getConversationsList());
        }
        var unknown = conversations.listConversations(fresh("jan")
                .addKnown(known("d:jan:p1", 1))
                .addKnown(known("d:jan:p2", 1))
                .addKnown(known("d:jan:p2", 0))
                .addKnown(known("d:jan:p3", 3))
                .addKnown(known("d:jan:p4", 4))
                .build());

        assertThat(found).isEqualTo(expected);
        assertThat(unknown.getConversationsList().stream().map(Conversation::getConversationId))
                .containsExactly("d:jan:p5", "d:jan:p2");
        assertThat(unknown.getUnreadTotal()).isEqualTo(15);
        assertThat(unknown.getHeadSum()).isEqualTo(15);
        assertThat(unknown.getConversationCount()).isEqualTo(5);
    }

    @Test
    void whoeverLeftKeepsTheConversationAsItWasThen() {
        Story story = Story.ofGroup('d', "kim", "lee")
                .send("kim")
                .remove("kim", "lee")
                .rename("kim", "without lee")
                .send("kim");
        log.commit(story.events());

        var lee = conversations.listConversations(fresh("lee").build());

        assertThat(lee)
                .isEqualTo(ListConversationsResponse.newBuilder()
                        .addConversations(Conversation.newBuilder()
                                .setConversationId(story.id())
                                .setName("group d")
                                .setHeadSeq(3)
                                .setFirstSeq(1)
                                .setMemberCount(1)
                                .setLastEvent(story.events().get(2))
                                .setLeft(true))
                        .setHeadSum(3)
                        .setConversationCount(1)
                        .build());
    }

    @Test
    void whoJoinedAfterAMessageIsNotToldWhatItsEditSays() {
        Story story = Story.ofGroup('h', "owen", "paul")
                .send("owen")
                .add("owen", "quin")
                .edit("owen", 2);
        log.commit(story.events());

        Event last = story.events().getLast();
        assertThat(lastEvent("paul", story)).isEqualTo(last);
        assertThat(lastEvent("quin", story))
                .isEqualTo(last.toBuilder()
                        .setMessageEdited(last.getMessageEdited().toBuilder().clearContent())
                        .build());
    }

    private Event lastEvent(String user, Story story) {
        conversations.getTotals(GetTotalsRequest.newBuilder()
                .addUserIds(user)
                .setReached(reached(story))
                .build());
        return conversations
                .listConversations(
                        ListConversationsRequest.newBuilder().setUserId(user).build())
                .getConversations(0)
                .getLastEvent();
    }

    @Test
    void countsAndBadgesHaveTheEventTheCallerKnowsOf() {
        Story two = Story.ofTwo("mia", "ned").send("mia").send("mia").recall("mia", 1);
        Story muted = Story.ofGroup('e', "mia", "ned").send("mia").mute("ned", true);
        log.commit(two.events());
        log.commit(muted.events());
        RevisionReached mute = reached(muted);

        GetUnreadResponse unread = conversations.getUnread(GetUnreadRequest.newBuilder()
                .setUserId("ned")
                .addConversationIds(muted.id())
                .addConversationIds("d:ned:nobody")
                .addConversationIds(two.id())
                .addReached(reached(two))
                .addReached(mute)
                .build());
        var totals = conversations.getTotals(GetTotalsRequest.newBuilder()
                .addAllUserIds(List.of("nobody", "ned", "mia"))
                .setReached(mute)
                .build());

        assertThat(unread)
                .isEqualTo(GetUnreadResponse.newBuilder()
                        .addCounts(UnreadCount.newBuilder()
                                .setConversationId(muted.id())
                                .setUnread(1)
                                .setHeadSeq(2))
                        .addCounts(UnreadCount.newBuilder().setConversationId("d:ned:nobody"))
                        .addCounts(UnreadCount.newBuilder()
                                .setConversationId(two.id())
                                .setUnread(1)
                                .setHeadSeq(3))
                        .setTotal(1)
                        .build());
        assertThat(totals.getTotalsList()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void whoHasTheEventsIsToldWhatChangedOfOnesOwnAndThePinsInTheirOrder() {
        Story first = Story.ofTwo("pam", "quy").send("quy").read("pam", 1).pin("pam", true);
        Story second = Story.ofGroup('p', "quy", "pam").send("quy").send("quy").archive("pam", true);
        log.commit(first.events());
        log.commit(second.events());
        var known = List.of(knows(first.id(), 1, 1L), knows(second.id(), 3, 1L));

        var changed =
                conversations.listConversations(fresh("pam").addAllKnown(known).build());
        var pins = conversations.listPins(
                ListPinsRequest.newBuilder().setUserId("pam").build());
        log.commit(List.of(second.pin("pam", true).last()));
        var more = conversations.listPins(
                ListPinsRequest.newBuilder().setUserId("pam").build());

        assertThat(changed.getConversationsList())
                .containsExactly(naive(first).of("pam").getFirst());
        assertThat(changed.getConversations(0).getOwnVersion()).isEqualTo(2);
        assertThat(pins.getConversationIdsList()).containsExactly(first.id());
        assertThat(more.getConversationIdsList()).containsExactly(second.id(), first.id());
        assertThat(conversations
                        .listConversations(fresh("pam")
                                .addKnown(KnownPosition.newBuilder()
                                        .setConversationId(first.id())
                                        .setSeq(1))
                                .addKnown(KnownPosition.newBuilder()
                                        .setConversationId(second.id())
                                        .setSeq(3))
                                .build())
                        .getConversationsList())
                .as("who names no version does not want to know")
                .isEmpty();
    }

    private static KnownPosition knows(String conversationId, long seq, long ownVersion) {
        return KnownPosition.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .setOwnVersion(ownVersion)
                .build();
    }

    @Test
    void membersComeInPagesToThoseWhoAreIn() {
        Story story = Story.ofGroup('f', "quinn", "ray", "sue").leave("ray").read("sue", 1);
        log.commit(story.events());
        var request = ListMembersRequest.newBuilder()
                .setConversationId(story.id())
                .setViewerId("sue")
                .setReached(reached(story))
                .setPageSize(1);

        ListMembersResponse first = members.listMembers(request.build());
        ListMembersResponse second = members.listMembers(
                request.setPageToken(first.getNextPageToken()).build());
        var all = members.listMembers(
                ListMembersRequest.newBuilder().setConversationId(story.id()).build());

        var quinn = ConversationMember.newBuilder()
                .setUserId("quinn")
                .setRole(Role.ROLE_OWNER)
                .setJoinedSeq(1);
        var sue = ConversationMember.newBuilder()
                .setUserId("sue")
                .setRole(Role.ROLE_MEMBER)
                .setJoinedSeq(1)
                .setReadSeq(1)
                .setDeliveredSeq(1);
        assertThat(first.getMembersList()).containsExactly(quinn.build());
        assertThat(second)
                .isEqualTo(ListMembersResponse.newBuilder().addMembers(sue).build());
        assertThat(all)
                .isEqualTo(ListMembersResponse.newBuilder()
                        .addMembers(quinn)
                        .addMembers(sue)
                        .build());
        assertStatus(
                Status.Code.PERMISSION_DENIED,
                () -> members.listMembers(
                        request.clearPageToken().setViewerId("ray").build()));
    }

    private static void assertStatus(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
    }

    private static NaiveInbox naive(Story... stories) {
        return NaiveInbox.of(List.of(stories).stream()
                .flatMap(story -> story.events().stream())
                .toList());
    }

    private static ListConversationsRequest.Builder fresh(String user) {
        return ListConversationsRequest.newBuilder().setUserId(user).setFresh(true);
    }

    private static KnownPosition known(String conversationId, long seq) {
        return KnownPosition.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .build();
    }

    private static RevisionReached reached(Story story) {
        return RevisionReached.newBuilder()
                .setConversationId(story.id())
                .setRevision(story.last().getRevision())
                .build();
    }
}
