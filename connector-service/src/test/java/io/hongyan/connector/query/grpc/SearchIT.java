package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.SearchHit;
import io.hongyan.proto.history.v1.SearchResponse;
import io.hongyan.proto.search.v1.SearchKind;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.proto.search.v1.TextRange;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchIT extends WithSuite {

    private static final TextRange GEESE =
            TextRange.newBuilder().setStart(5).setLength(5).build();

    @Test
    void theArchiveIsAskedForTheViewerAndItsHitsAreShownToHim() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                io.hongyan.proto.history.v1.SearchRequest.class,
                SearchResponse.newBuilder()
                        .addHits(hit(2, "grey geese")
                                .setState(MessageState.newBuilder().setSeq(2).setEditedSeq(4)))
                        .setNextPageToken("more")
                        .setTruncated(true)
                        .build());

        SearchPage page = search(
                ann,
                request()
                        .setConversationId("d:ann:bob")
                        .setSenderId("bob")
                        .setAfterMs(1)
                        .setBeforeMs(9)
                        .addKinds(SearchKind.SEARCH_KIND_TEXT)
                        .addKindsValue(99)
                        .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                        .setPageSize(100)
                        .setPageToken("page 1"));

        assertThat(page.getNextPageToken()).isEqualTo("more");
        assertThat(page.getTruncated()).isTrue();
        assertThat(page.getHitsList()).singleElement().satisfies(hit -> {
            assertThat(hit.getEvent().getConversationId()).isEqualTo("d:ann:bob");
            assertThat(hit.getEvent().getMessage().getContent().getText()).isEqualTo("grey geese");
            assertThat(hit.getEvent().getMessage().getEditedSeq()).isEqualTo(4);
            assertThat(hit.getHighlightsList()).containsExactly(GEESE);
        });
        assertThat(doubles.asked(io.hongyan.proto.history.v1.SearchRequest.class))
                .containsExactly(io.hongyan.proto.history.v1.SearchRequest.newBuilder()
                        .setUserId("ann")
                        .setText("geese")
                        .setConversationId("d:ann:bob")
                        .setSenderId("bob")
                        .setAfterMs(1)
                        .setBeforeMs(9)
                        .addKinds(SearchKind.SEARCH_KIND_TEXT)
                        .addKindsValue(99)
                        .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                        .setPageSize(100)
                        .setPageToken("page 1")
                        .build());
    }

    @Test
    void aPageThatIsTooLongEndsEarlyAndGoesOnThere() {
        RecordingSession ann = online("ann", "phone");
        SearchResponse.Builder answer = SearchResponse.newBuilder().setNextPageToken("the end of all");
        for (int seq = 1; seq <= 20; seq++) {
            answer.addHits(hit(seq, "grey geese " + "x".repeat(7_000)));
        }
        doubles.answer(io.hongyan.proto.history.v1.SearchRequest.class, answer.build());

        SearchPage page = search(ann, request());

        assertThat(page.getHitsCount()).isBetween(2, 19);
        assertThat(page.getNextPageToken()).isEqualTo("after " + page.getHitsCount());
    }

    @Test
    void nonsenseIsRefusedAndTooMuchIsToBeTriedAgain() {
        RecordingSession ann = online("ann", "phone");

        assertThat(refusedSearch(ann, request().setConversationId("geese")).getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(refusedSearch(ann, request().setSenderId("a b")).getMessage())
                .contains("sender_id");
        assertThat(refusedSearch(ann, request().setPageSize(101)).getMessage()).contains("page_size");
        assertThat(doubles.asked(io.hongyan.proto.history.v1.SearchRequest.class))
                .isEmpty();

        fail(Status.INVALID_ARGUMENT.withDescription("text must have 1 to 200 characters."));
        assertThat(refusedSearch(ann, request()).getMessage()).isEqualTo("text must have 1 to 200 characters.");
        fail(Status.PERMISSION_DENIED);
        assertThat(refusedSearch(ann, request()).getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        fail(Status.UNAVAILABLE);
        assertThat(refusedSearch(ann, request()).getRetry()).isTrue();
        fail(Status.DEADLINE_EXCEEDED);
        assertThat(refusedSearch(ann, request()).getCode()).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT);
    }

    private void fail(Status status) {
        doubles.fail(io.hongyan.proto.history.v1.SearchRequest.class, status);
    }

    private SearchPage search(RecordingSession who, SearchRequest.Builder request) {
        return ask(who, ClientFrame.newBuilder().setSearch(request)).getSearch();
    }

    private Error refusedSearch(RecordingSession who, SearchRequest.Builder request) {
        return refused(who, ClientFrame.newBuilder().setSearch(request));
    }

    private static SearchRequest.Builder request() {
        return SearchRequest.newBuilder().setText("geese");
    }

    private static SearchHit.Builder hit(long seq, String text) {
        return SearchHit.newBuilder()
                .setEvent(Event.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setSeq(seq)
                        .setActor(Actor.newBuilder().setUserId("bob"))
                        .setMessageSent(MessageSent.newBuilder()
                                .setContent(Content.newBuilder().setText(text))))
                .addHighlights(GEESE)
                .setPageToken("after " + seq);
    }
}
