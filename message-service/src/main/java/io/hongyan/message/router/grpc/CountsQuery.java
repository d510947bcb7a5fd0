package io.hongyan.message.router.grpc;

import io.hongyan.message.router.Counts;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.GetUnreadResponse;
import io.hongyan.proto.conversations.v1.MutinyConversationServiceGrpc.MutinyConversationServiceStub;
import io.hongyan.proto.conversations.v1.RevisionReached;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks the unread role for the exact counts of one who has read or muted. */
@ApplicationScoped
public class CountsQuery {

    private static final Logger LOG = Logger.getLogger(CountsQuery.class);

    private final MutinyConversationServiceStub unread;
    private final RouterConfig config;
    private final MeterRegistry meters;

    CountsQuery(@GrpcClient("unread") MutinyConversationServiceStub unread, RouterConfig config, MeterRegistry meters) {
        this.unread = unread;
        this.config = config;
        this.meters = meters;
    }

    /** The actor's counts as of the event or later; nothing if they cannot be had within the bound. */
    public Uni<Optional<Counts>> after(Event event) {
        String conversation = event.getConversationId();
        var request = GetUnreadRequest.newBuilder()
                .setUserId(event.getActor().getUserId())
                .addConversationIds(conversation)
                .addReached(RevisionReached.newBuilder()
                        .setConversationId(conversation)
                        .setRevision(event.getRevision()))
                .build();
        return unread.withDeadlineAfter(config.countsDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .getUnread(request)
                .map(CountsQuery::counts)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("No counts: conversation=%s cause=%s", conversation, failure);
                    Connections.retrySoon(unread.getChannel());
                    meters.counter("hongyan.router.counts.missing").increment();
                    return Optional.empty();
                });
    }

    private static Optional<Counts> counts(GetUnreadResponse response) {
        UnreadCount count = response.getCounts(0);
        return Optional.of(new Counts(count.getReadSeq(), count.getUnread(), response.getTotal()));
    }
}
