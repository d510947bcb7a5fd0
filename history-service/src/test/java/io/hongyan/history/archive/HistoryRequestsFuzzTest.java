package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.history.search.Search;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.util.List;
import java.util.Objects;

/**
 * What callers ask the archive for: the first piece as a request for a page, the second as one for what a device missed,
 * the third as one for reactions, the fourth as a search,
 * the fifth as one for versions. There is an objection, or no id is more than PostgreSQL can take, and pages lie within what may be seen.
 */
class HistoryRequestsFuzzTest implements FuzzTarget {

    private static final List<Visible> VIEWS = List.of(
            new Visible(1, 0),
            new Visible(1, 7),
            new Visible(40, 1_000),
            new Visible(1, Long.MAX_VALUE),
            new Visible(Long.MAX_VALUE, Long.MAX_VALUE));

    @Override
    public void check(byte[] input) {
        List<byte[]> pieces = Pieces.of(input, 5);
        try {
            if (!pieces.isEmpty()) {
                check(GetEventsRequest.parseFrom(pieces.get(0)));
            }
            if (pieces.size() > 1) {
                check(SyncRequest.parseFrom(pieces.get(1)));
            }
            if (pieces.size() > 2) {
                check(ListReactionsRequest.parseFrom(pieces.get(2)));
            }
            if (pieces.size() > 3) {
                check(SearchRequest.parseFrom(pieces.get(3)));
            }
            if (pieces.size() > 4) {
                check(ListVersionsRequest.parseFrom(pieces.get(4)));
            }
        } catch (InvalidProtocolBufferException e) {
            // refused by gRPC
        }
    }

    private static void check(GetEventsRequest request) {
        if (Requests.objection(request) != null) {
            return;
        }
        assertId(request.getUserId());
        assertId(request.getConversationId());
        int size = Requests.size(request.getPageSize());
        assertThat(size).isBetween(1, 200);
        for (Visible view : VIEWS) {
            assertWithin(view, size, Page.after(view, request.getAfterSeq(), size));
            assertWithin(view, size, Page.before(view, request.getBeforeSeq(), size));
        }
    }

    private static void check(SyncRequest request) {
        if (Requests.objection(request) != null) {
            return;
        }
        assertId(request.getUserId());
        int size = Requests.size(request.getEventsPerConversation());
        for (SyncPosition position : request.getPositionsList()) {
            assertId(position.getConversationId());
            VIEWS.forEach(view -> assertWithin(view, size, Page.missing(view, position.getSeq(), size)));
        }
    }

    private static void check(ListReactionsRequest request) {
        if (Requests.objection(request) != null) {
            return;
        }
        assertId(request.getUserId());
        assertId(request.getConversationId());
        assertThat(request.getSeq()).isPositive();
        assertThat(Requests.size(request.getPageSize())).isBetween(1, 200);
        ReactionToken.Place after = Objects.requireNonNull(ReactionToken.place(request.getPageToken()));
        assertThat(request.getEmoji() + after.userId() + after.emoji())
                .hasSizeLessThan(400)
                .doesNotContain("\0");
    }

    private static void check(ListVersionsRequest request) {
        if (Requests.objection(request) != null) {
            return;
        }
        assertId(request.getConversationId());
        assertThat(request.getSeq()).isPositive();
        assertThat(request.getAfterSeq()).isNotNegative();
        assertThat(Requests.size(request.getPageSize())).isBetween(1, 200);
    }

    private static void check(SearchRequest request) {
        if (Requests.objection(request) != null) {
            return;
        }
        assertId(request.getUserId());
        Search search = Search.of(request, Long.MAX_VALUE / 2);
        search.steps(List.of())
                .forEach(
                        step -> assertThat(step.query()).hasSizeLessThan(20_000).doesNotContain("\0"));
        search.olderThan().ifPresent(last -> assertId(last.conversationId()));
        assertThat(search.candidatesMax()).isBetween(2, Search.RANKED_MAX + 1);
        assertThat(search.page(List.of()).hits()).isEmpty();
    }

    private static void assertWithin(Visible view, int size, Page page) {
        assertThat(page.toSeq() - page.fromSeq() + 1).isBetween(0L, (long) size);
        if (!page.isEmpty()) {
            assertThat(page.fromSeq()).isGreaterThanOrEqualTo(view.firstSeq());
            assertThat(page.toSeq()).isLessThanOrEqualTo(view.lastSeq());
        }
    }

    private static void assertId(String id) {
        assertThat(id).hasSizeBetween(1, 131).matches("[A-Za-z0-9._@:-]+");
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                requests(page("ann", "d:ann:ben").setAfterSeq(3).setPageSize(20)),
                requests(page("ann", "g:0123456789abcdefghjkmnpqrs")
                        .setBeforeSeq(90)
                        .setAtLeastSeq(2)),
                requests(page("ann", "d:ann:ben").setAfterSeq(Long.MAX_VALUE - 1)),
                requests(page("ann", "d:ann:ben").setBeforeSeq(-1)),
                requests(page("a\0", "d:" + "x".repeat(200) + ":y")));
    }

    private static GetEventsRequest.Builder page(String user, String conversation) {
        return GetEventsRequest.newBuilder().setUserId(user).setConversationId(conversation);
    }

    private static byte[] requests(GetEventsRequest.Builder page) {
        return Pieces.join(
                page.build().toByteArray(),
                SyncRequest.newBuilder()
                        .setUserId(page.getUserId())
                        .addPositions(SyncPosition.newBuilder()
                                .setConversationId(page.getConversationId())
                                .setSeq(4))
                        .setEventsPerConversation(10)
                        .build()
                        .toByteArray(),
                ListReactionsRequest.newBuilder()
                        .setUserId(page.getUserId())
                        .setConversationId(page.getConversationId())
                        .setSeq(page.getAfterSeq())
                        .setEmoji("👍")
                        .setPageToken(ReactionToken.of(new ReactionToken.Place("ann", ":a:")))
                        .build()
                        .toByteArray(),
                SearchRequest.newBuilder()
                        .setUserId(page.getUserId())
                        .setConversationId(page.getConversationId())
                        .setText("the \"grey geese\" 大雁 👩‍💻 e\u0301")
                        .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                        .build()
                        .toByteArray(),
                ListVersionsRequest.newBuilder()
                        .setConversationId(page.getConversationId())
                        .setSeq(page.getAfterSeq())
                        .setPageSize(page.getPageSize())
                        .build()
                        .toByteArray());
    }
}
