package io.hongyan.connector.query.grpc;

import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.query.Budget;
import io.hongyan.connector.query.Changes;
import io.hongyan.connector.query.Pages;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.ConversationsRequest;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.ReactionsRequest;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SyncPage;
import io.hongyan.proto.client.v1.SyncRequest;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListPinsRequest;
import io.hongyan.proto.conversations.v1.ListPinsResponse;
import io.hongyan.proto.conversations.v1.MutinyConversationServiceGrpc.MutinyConversationServiceStub;
import io.hongyan.proto.conversations.v1.MutinyMemberServiceGrpc.MutinyMemberServiceStub;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.MutinyHistoryServiceGrpc.MutinyHistoryServiceStub;
import io.hongyan.proto.history.v1.SyncResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Answers what clients ask about conversations, from the services that own the answers. Fails with SuiteException. */
@ApplicationScoped
public class Queries {

    private static final int EVENTS_MAX = 200;
    private static final int POSITIONS_MAX = 200;
    private static final int CONVERSATIONS_MAX = 200;
    private static final int CONVERSATIONS_USUAL = 50;
    private static final int MEMBERS_MAX = 1000;
    private static final int MEMBERS_USUAL = 200;
    private static final int REACTIONS_MAX = 200;
    private static final int HITS_MAX = 100;

    private final MutinyConversationServiceStub unread;
    private final MutinyMemberServiceStub members;
    private final MutinyHistoryServiceStub history;
    private final Calls calls;
    private final QueryConfig config;
    private final Semaphore pings;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    Queries(
            @GrpcClient("unread") MutinyConversationServiceStub unread,
            @GrpcClient("unread") MutinyMemberServiceStub members,
            @GrpcClient("history") MutinyHistoryServiceStub history,
            Calls calls,
            QueryConfig config,
            MeterRegistry meters) {
        this.unread = unread;
        this.members = members;
        this.history = history;
        this.calls = calls;
        this.config = config;
        this.pings = new Semaphore(config.pingConcurrencyMax());
        this.meters = meters;
    }

    /** A page of one conversation. */
    public Uni<ServerFrame> history(Identity who, HistoryRequest request) {
        String conversationId = Arguments.conversation(request.getConversationId());
        GetEventsRequest.Builder asked = GetEventsRequest.newBuilder()
                .setUserId(who.userId())
                .setConversationId(conversationId)
                .setPageSize(size("page_size", request.getPageSize(), EVENTS_MAX))
                .setAtLeastSeq(request.getAtLeastSeq());
        boolean backward = request.getFromCase() != HistoryRequest.FromCase.AFTER_SEQ; // not said: from the end
        if (backward) {
            asked.setBeforeSeq(request.getBeforeSeq());
        } else {
            asked.setAfterSeq(request.getAfterSeq());
        }
        return calls.call(Service.HISTORY, history, config.answerMax(), stub -> stub.getEvents(asked.build()))
                .map(answer -> ServerFrame.newBuilder()
                        .setHistory(Pages.history(conversationId, answer, backward, who.userId(), budget()))
                        .build());
    }

    /** A page of what a device missed. */
    public Uni<ServerFrame> sync(Identity who, SyncRequest request) {
        if (request.getHaveCount() > POSITIONS_MAX) {
            throw Arguments.invalid("have must name at most " + POSITIONS_MAX + " conversations.");
        }
        int events = size("events_per_conversation", request.getEventsPerConversation(), EVENTS_MAX);
        var changes = new Changes(who.userId(), request.getHaveList());
        var list = ListConversationsRequest.newBuilder()
                .setUserId(who.userId())
                .setPageSize(config.syncConversationsMax())
                .setPageToken(request.getPageToken())
                .addAllKnown(changes.known())
                .build();
        return list(list, config.answerMax())
                .chain(listed -> archived(who, changes, listed, events, config.answerMax())
                        .map(archived -> ServerFrame.newBuilder()
                                .setSync(SyncPage.newBuilder()
                                        .addAllChanges(
                                                changes.of(listed.getConversationsList(), archived, budget(), false))
                                        .setNextPageToken(listed.getNextPageToken()))
                                .build()));
    }

    /** A page of the user's conversations. */
    public Uni<ServerFrame> conversations(Identity who, ConversationsRequest request) {
        int wanted = size("page_size", request.getPageSize(), CONVERSATIONS_MAX);
        var list = ListConversationsRequest.newBuilder()
                .setUserId(who.userId())
                .setPageSize(Math.min(wanted == 0 ? CONVERSATIONS_USUAL : wanted, config.conversationsMax()))
                .setPageToken(request.getPageToken())
                .build();
        return list(list, config.answerMax())
                .map(listed -> ServerFrame.newBuilder()
                        .setConversations(Pages.conversations(listed, who.userId(), budget()))
                        .build());
    }

    /** A page of members. */
    public Uni<ServerFrame> members(Identity who, MembersRequest request) {
        int wanted = size("page_size", request.getPageSize(), MEMBERS_MAX);
        var asked = ListMembersRequest.newBuilder()
                .setConversationId(Arguments.conversation(request.getConversationId()))
                .setViewerId(who.userId())
                .setPageSize(Math.min(wanted == 0 ? MEMBERS_USUAL : wanted, config.membersMax()))
                .setPageToken(request.getPageToken())
                .build();
        return calls.call(Service.UNREAD, members, config.answerMax(), stub -> stub.listMembers(asked))
                .map(answer -> ServerFrame.newBuilder()
                        .setMembers(Pages.members(answer))
                        .build());
    }

    /** A page of reactions to a message. */
    public Uni<ServerFrame> reactions(Identity who, ReactionsRequest request) {
        var asked = ListReactionsRequest.newBuilder()
                .setUserId(who.userId())
                .setConversationId(Arguments.conversation(request.getConversationId()))
                .setSeq(Arguments.seq("seq", request.getSeq()))
                .setEmoji(request.getEmoji())
                .setPageSize(size("page_size", request.getPageSize(), REACTIONS_MAX))
                .setPageToken(request.getPageToken())
                .build();
        return calls.call(Service.HISTORY, history, config.answerMax(), stub -> stub.listReactions(asked))
                .map(answer -> ServerFrame.newBuilder()
                        .setReactions(Pages.reactions(answer))
                        .build());
    }

    /** A page of messages that say some words. What those may be, the archive says. */
    public Uni<ServerFrame> search(Identity who, SearchRequest request) {
        var asked = io.hongyan.proto.history.v1.SearchRequest.newBuilder()
                .setUserId(who.userId())
                .setText(request.getText())
                .setConversationId(
                        request.getConversationId().isEmpty()
                                ? ""
                                : Arguments.conversation(request.getConversationId()))
                .setSenderId(request.getSenderId().isEmpty() ? "" : Arguments.user("sender_id", request.getSenderId()))
                .setAfterMs(request.getAfterMs())
                .setBeforeMs(request.getBeforeMs())
                .addAllKindsValue(request.getKindsValueList())
                .setOrderValue(request.getOrderValue())
                .setPageSize(size("page_size", request.getPageSize(), HITS_MAX))
                .setPageToken(request.getPageToken())
                .build();
        return calls.call(Service.HISTORY, history, config.answerMax(), stub -> stub.search(asked))
                .map(answer -> ServerFrame.newBuilder()
                        .setSearch(Pages.search(answer, who.userId(), budget()))
                        .build());
    }

    /** What the user has pinned, all that was acked included. */
    public Uni<List<String>> pins(Identity who) {
        var asked = ListPinsRequest.newBuilder().setUserId(who.userId()).build();
        return calls.call(Service.UNREAD, unread, config.answerMax(), stub -> stub.listPins(asked))
                .map(ListPinsResponse::getConversationIdsList);
    }

    /** The answer to a ping: always, and complete if the counts can be had. Nothing older than the ping is told. */
    public Uni<ServerFrame> ping(Identity who) {
        if (!pings.tryAcquire()) {
            return Uni.createFrom().item(incomplete());
        }
        var list = ListConversationsRequest.newBuilder()
                .setUserId(who.userId())
                .setPageSize(1)
                .build();
        return list(list, config.pongMax())
                .onTermination()
                .invoke(pings::release)
                .map(listed -> pong(Pages.pong(listed, clock.millis())))
                .onFailure()
                .recoverWithItem(this::incomplete);
    }

    /** The user's conversations, as the unread role lists them. */
    public Uni<ListConversationsResponse> list(ListConversationsRequest request, Duration deadline) {
        return calls.call(Service.UNREAD, unread, deadline, stub -> stub.listConversations(request));
    }

    /** What the archive has of the listed conversations and the device has not; asks nobody if that is nothing. */
    public Uni<SyncResponse> archived(
            Identity who, Changes changes, ListConversationsResponse listed, int events, Duration deadline) {
        var missing = changes.missing(listed.getConversationsList());
        if (missing.isEmpty()) {
            return Uni.createFrom().item(SyncResponse.getDefaultInstance());
        }
        var asked = io.hongyan.proto.history.v1.SyncRequest.newBuilder()
                .setUserId(who.userId())
                .addAllPositions(missing)
                .setEventsPerConversation(events)
                .build();
        return calls.call(Service.HISTORY, history, deadline, stub -> stub.sync(asked));
    }

    private ServerFrame incomplete() {
        meters.counter("hongyan.query.pongs.incomplete").increment();
        return pong(Pong.newBuilder().setTimeMs(clock.millis()).build());
    }

    private Budget budget() {
        return new Budget(config.pageBytesMax());
    }

    private static ServerFrame pong(Pong pong) {
        return ServerFrame.newBuilder().setPong(pong).build();
    }

    private static int size(String field, int size, int max) {
        if (size < 0 || size > max) { // negative: an unsigned one beyond 2^31
            throw Arguments.invalid(field + " must be 1 to " + max + ", or 0.");
        }
        return size;
    }
}
