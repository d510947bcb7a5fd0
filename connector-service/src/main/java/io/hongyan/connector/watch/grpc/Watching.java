package io.hongyan.connector.watch.grpc;

import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.command.ConversationIds;
import io.hongyan.connector.delivery.DeliveryListener;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.query.grpc.Queries;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.watch.Updates;
import io.hongyan.connector.watch.WatchConfig;
import io.hongyan.connector.watch.WatchIndex;
import io.hongyan.connector.watch.WatchIndex.Check;
import io.hongyan.connector.watch.WatchIndex.Found;
import io.hongyan.connector.watch.WatchIndex.Wish;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.WatchPresence;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.presence.v1.GetPresenceRequest;
import io.hongyan.proto.presence.v1.GetPresenceResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Lets sessions watch presence: asks what they may see, tells them of changes, and asks again now and then. */
@ApplicationScoped
public class Watching implements DeliveryListener {

    private static final Logger LOG = Logger.getLogger(Watching.class);
    private static final int USERS_MAX = 500;
    private static final int PAGE = 200;
    private static final int PAGES_MAX = 10;

    private final WatchIndex index;
    private final Rechecks rechecks;
    private final SessionRegistry sessions;
    private final MutinyPresenceServiceStub presence;
    private final Queries queries;
    private final Calls calls;
    private final WatchConfig config;
    private final QueryConfig query;
    private final MeterRegistry meters;

    Watching(
            @GrpcClient("presence") MutinyPresenceServiceStub presence,
            SessionRegistry sessions,
            Rechecks rechecks,
            Queries queries,
            Calls calls,
            WatchConfig config,
            QueryConfig query,
            MeterRegistry meters) {
        this.index = new WatchIndex(config.entriesMax());
        this.rechecks = rechecks;
        this.sessions = sessions;
        this.presence = presence;
        this.queries = queries;
        this.calls = calls;
        this.config = config;
        this.query = query;
        this.meters = meters;
        meters.gauge("hongyan.watch.entries", index, WatchIndex::size);
    }

    /** Changes what a session watches. Answers what is known now; what does not fit into one frame follows it. */
    public Uni<ServerFrame> watch(LiveSession session, WatchPresence request) {
        Arguments.users("user_ids", request.getUserIdsList(), 0, USERS_MAX);
        if (!request.getPartners() && request.getUserIdsCount() == 0) {
            ended(session);
            return Uni.createFrom().item(Updates.frame(List.of()));
        }
        var wish = new Wish(request.getPartners(), new LinkedHashSet<>(request.getUserIdsList()), Set.of());
        // Fresh: who was just told of a conversation, and asks, is answered with its partner.
        return check(session, wish, true).map(found -> {
            List<ServerFrame> frames = Updates.frames(found.all());
            frames.stream().skip(1).forEach(frame -> session.deliver(SharedFrame.of(frame), false));
            return frames.getFirst();
        });
    }

    /** A user's presence changed: tells those here who watch and may see it. */
    public void changed(PresenceRecord record) {
        List<LiveSession> watchers = index.watchers(record);
        if (!watchers.isEmpty()) {
            SharedFrame frame = SharedFrame.of(Updates.frame(List.of(record)));
            watchers.forEach(session -> session.deliver(frame, false));
            meters.counter("hongyan.watch.updates").increment(watchers.size());
        }
        index.unseen(record).forEach(this::recheckSoon);
    }

    /** Checks soon what a session may see, if it watches anybody: something happened that may have changed it. */
    public void recheckSoon(LiveSession session) {
        if (index.wish(session.identity().sessionId()).isPresent()) {
            rechecks.within(config.settle(), session, this::recheck);
        }
    }

    /** A session has ended. */
    public void ended(LiveSession session) {
        index.remove(session.identity().sessionId());
        rechecks.cancel(session);
    }

    @Override
    public void delivered(LiveSession session, ServerFrame frame) {
        if (frame.hasOwn() && frame.getOwn().hasBlocked()) {
            recheckSoon(session);
        } else if (frame.hasEvent()) {
            var who = session.identity();
            ConversationIds.partner(frame.getEvent().getConversationId(), who.userId())
                    .filter(partner -> index.partner(who.sessionId(), partner))
                    .ifPresent(_ -> recheckSoon(session));
        }
    }

    private void recheck(LiveSession session) {
        index.wish(session.identity().sessionId())
                .ifPresent(wish -> check(session, wish, false)
                        .subscribe()
                        .with(
                                found -> Updates.frames(found.changed()).stream()
                                        .filter(frame -> frame.getPresence().getUsersCount() > 0)
                                        .forEach(frame -> session.deliver(SharedFrame.of(frame), false)),
                                failure -> {
                                    LOG.debugf("Watch list not checked: cause=%s", failure.getMessage());
                                    rechecks.within(config.retryAfter(), session, this::recheck);
                                }));
    }

    private Uni<Found> check(LiveSession session, Wish wish, boolean fresh) {
        Uni<Set<String>> partners = wish.partners()
                ? partners(session.identity().userId(), "", new LinkedHashSet<>(wish.newPartners()), 1, fresh)
                : Uni.createFrom().item(Set.of());
        return partners.chain(found -> {
            Set<String> users = new LinkedHashSet<>(wish.listed());
            users.addAll(found);
            Check check = index.begin(session, wish, users)
                    .orElseThrow(() -> new SuiteException(Errors.of(
                            ErrorCode.ERROR_CODE_LIMIT_REACHED, "This server watches as many users as it can.")));
            return ask(session, check)
                    .map(answer -> index.finish(check, answer))
                    .onFailure()
                    .invoke(() -> index.fail(check))
                    .onCancellation()
                    .invoke(() -> index.fail(check))
                    .invoke(() -> follow(session, check));
        });
    }

    private void follow(LiveSession session, Check check) {
        if (sessions.find(session.identity().sessionId()).isEmpty()) {
            ended(session); // while presence was asked
        } else {
            rechecks.within(config.recheckInterval(), session, this::recheck);
            rechecks.after(config.settle(), () -> settle(session, check));
        }
    }

    private void settle(LiveSession session, Check check) {
        List<PresenceRecord> changed = index.settle(check);
        if (!changed.isEmpty()) {
            Updates.frames(changed).forEach(frame -> session.deliver(SharedFrame.of(frame), false));
        }
    }

    private Uni<List<PresenceRecord>> ask(LiveSession session, Check check) {
        return Multi.createFrom()
                .items(chunks(check.users()).stream())
                .onItem()
                .transformToUniAndConcatenate(users -> calls.call(
                        Service.PRESENCE,
                        presence,
                        query.answerMax(),
                        stub -> stub.getPresence(GetPresenceRequest.newBuilder()
                                .setViewerId(session.identity().userId())
                                .addAllUserIds(users)
                                .build())))
                .onItem()
                .transformToIterable(GetPresenceResponse::getPresencesList)
                .collect()
                .asList();
    }

    /** The users of the latest conversations of two, page after page until there are enough. */
    private Uni<Set<String>> partners(String userId, String token, Set<String> found, int page, boolean fresh) {
        var request = ListConversationsRequest.newBuilder()
                .setUserId(userId)
                .setPageSize(PAGE)
                .setPageToken(token)
                .setFresh(fresh)
                .build();
        return queries.list(request, query.answerMax()).chain(listed -> {
            listed.getConversationsList().stream()
                    .map(conversation -> ConversationIds.partner(conversation.getConversationId(), userId))
                    .flatMap(Optional::stream)
                    .takeWhile(_ -> found.size() < config.partnersMax())
                    .forEach(found::add);
            return listed.getNextPageToken().isEmpty() || found.size() >= config.partnersMax() || page == PAGES_MAX
                    ? Uni.createFrom().item(found)
                    : partners(userId, listed.getNextPageToken(), found, page + 1, fresh);
        });
    }

    private static List<List<String>> chunks(List<String> users) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < users.size(); from += USERS_MAX) {
            chunks.add(users.subList(from, Math.min(users.size(), from + USERS_MAX)));
        }
        return chunks;
    }
}
