package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.search.Candidate;
import io.hongyan.history.search.Search;
import io.hongyan.history.search.SearchConfig;
import io.hongyan.history.search.SearchedPage;
import io.hongyan.history.search.Seen;
import io.hongyan.history.search.postgres.SearchStore;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.SearchHit;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SearchResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Searches, so many at once: finds what matches, and shows it as pages of the archive would. */
@ApplicationScoped
class Searches {

    private final SearchStore store;
    private final ArchiveStore archive;
    private final Semaphore permits;
    private final Counter rejected;
    private final InstantSource clock = InstantSource.system();

    Searches(SearchStore store, ArchiveStore archive, SearchConfig config, MeterRegistry meters) {
        this.store = store;
        this.archive = archive;
        this.permits = new Semaphore(config.concurrencyMax());
        this.rejected = meters.counter("hongyan.history.searches.rejected");
        meters.gauge("hongyan.history.searches", permits, free -> config.concurrencyMax() - free.availablePermits());
    }

    /** A page of a search to which there is no objection. */
    Uni<SearchResponse> find(SearchRequest request) {
        return Uni.createFrom().deferred(() -> {
            Search search =
                    Search.of(request, clock.millis()); // before a permit is taken, which is given back by what follows
            if (!permits.tryAcquire()) {
                rejected.increment();
                return Uni.createFrom()
                        .failure(Status.UNAVAILABLE
                                .withDescription("Too many searches are under way; try again.")
                                .asRuntimeException());
            }
            return within(search)
                    .chain(within -> store.find(search, within))
                    .onFailure(SearchStore::isTooLong)
                    .transform(failure -> Status.DEADLINE_EXCEEDED
                            .withDescription("The search takes too long; look for more words.")
                            .asRuntimeException())
                    .map(search::page)
                    .chain(page -> shown(search, page))
                    .onTermination()
                    .invoke(permits::release);
        });
    }

    /** What the user sees of the one conversation that is searched; empty if all are. */
    private Uni<Optional<Seen>> within(Search search) {
        String conversation = search.conversationId();
        if (conversation.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return archive.view(search.userId(), List.of(conversation))
                .chain(views -> HistoryQueries.visible(views.getFirst())
                        .map(visible -> Optional.of(new Seen(
                                conversation,
                                visible.firstSeq(),
                                views.getFirst().hasLeft() ? visible.lastSeq() : Seen.TO_THE_END))));
    }

    private Uni<SearchResponse> shown(Search search, SearchedPage page) {
        List<Candidate> hits = page.hits();
        return archive.show(
                        search.userId(),
                        hits.stream().map(Candidate::conversationId).toList(),
                        hits.stream()
                                .map(hit -> new Page(hit.seq(), hit.seq(), false))
                                .toList())
                .map(shown -> response(search, page, shown));
    }

    private static SearchResponse response(Search search, SearchedPage page, List<ArchivedPage> shown) {
        var response = SearchResponse.newBuilder().setTruncated(page.truncated());
        for (int i = 0; i < shown.size(); i++) {
            String token = search.tokenAfter(page.hits().get(i));
            hit(search, shown.get(i)).ifPresent(hit -> response.addHits(hit.setPageToken(token)));
        }
        if (page.more()) {
            response.setNextPageToken(search.tokenAfter(page.hits().getLast()));
        }
        return response.build();
    }

    /** Empty where the message was taken back, or says something else, since it was found: then, to those who have left. */
    private static Optional<SearchHit.Builder> hit(Search search, ArchivedPage shown) {
        if (shown.events().isEmpty()) {
            return Optional.empty();
        }
        Event message = shown.events().getFirst();
        return search.highlights(message).map(ranges -> {
            var hit = SearchHit.newBuilder().setEvent(message).addAllHighlights(ranges);
            shown.states().forEach(hit::setState);
            return hit;
        });
    }
}
