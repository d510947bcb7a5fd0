package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.Logged;
import io.hongyan.message.router.Audience;
import io.hongyan.message.router.Duo;
import io.hongyan.message.router.Members;
import io.hongyan.message.router.MembersCache;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.message.router.grpc.MembersQuery;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whom events concern. Groups are asked for once, then kept up by the events as they pass; revisions are dense,
 * so that a group whose events passed elsewhere for a while is noticed and asked for again.
 */
@ApplicationScoped
class Audiences {

    private static final int QUERIES_AT_ONCE_MAX = 16;

    private final MembersQuery query;
    private final MembersCache cache;
    private final int receiptMembersMax;

    Audiences(MembersQuery query, RouterConfig config, MeterRegistry meters) {
        this.query = query;
        this.cache = new MembersCache(config.membershipsCachedMax());
        this.receiptMembersMax = config.receiptMembersMax();
        meters.gauge("hongyan.router.memberships.cached", cache, MembersCache::memberships);
    }

    /** The audiences of one batch, in its order. Batches come one after the other. */
    Uni<List<Audience>> of(List<Logged<Event>> batch) {
        return askAhead(batch)
                .chain(asked -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(record -> of(record.value(), asked))
                        .collect()
                        .asList());
    }

    private Uni<Audience> of(Event event, Map<String, Members> asked) {
        String conversation = event.getConversationId();
        Optional<Duo> duo = Duo.of(conversation);
        if (duo.isPresent()) {
            return Uni.createFrom().item(Audience.of(event, duo.get()));
        }
        Optional<Members> known = known(event, asked);
        Uni<Members> members = known.isPresent()
                ? Uni.createFrom().item(known.get())
                : Audience.needsMembers(event)
                        ? query.asOf(conversation, event.getRevision())
                        : Uni.createFrom().nullItem(); // the next event that needs them sees the gap, and asks
        return members.map(found -> {
            if (found == null) {
                return Audience.of(event, new Members(0, Map.of()), receiptMembersMax);
            }
            Members after = found.after(event);
            asked.remove(conversation);
            cache.put(conversation, after);
            return Audience.of(event, after, receiptMembersMax);
        });
    }

    private Optional<Members> known(Event event, Map<String, Members> asked) {
        if (event.hasGroupCreated()) {
            return Optional.of(Members.ofCreated(event));
        }
        Members ahead = asked.get(event.getConversationId());
        return Optional.ofNullable(ahead)
                .or(() -> cache.get(event.getConversationId()))
                .filter(members -> members.reaches(event));
    }

    /** Asks at once for all groups whose first event in the batch needs it, instead of one after the other. */
    private Uni<Map<String, Members>> askAhead(List<Logged<Event>> batch) {
        Map<String, Event> first = new LinkedHashMap<>();
        batch.stream()
                .map(Logged::value)
                .filter(event -> Duo.of(event.getConversationId()).isEmpty())
                .forEach(event -> first.putIfAbsent(event.getConversationId(), event));
        return Multi.createFrom()
                .iterable(first.values())
                .filter(event ->
                        Audience.needsMembers(event) && known(event, Map.of()).isEmpty())
                .onItem()
                .transformToUni(event -> query.asOf(event.getConversationId(), event.getRevision())
                        .map(members -> Map.entry(event.getConversationId(), members)))
                .merge(QUERIES_AT_ONCE_MAX)
                .collect()
                .in(LinkedHashMap::new, (found, entry) -> found.put(entry.getKey(), entry.getValue()));
    }
}
