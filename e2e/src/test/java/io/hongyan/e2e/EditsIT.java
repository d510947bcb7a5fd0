package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.RefusedException;
import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.client.v1.ReactionPage;
import io.hongyan.proto.client.v1.ReactionsRequest;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.UserReaction;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.proto.search.v1.TextRange;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages are edited, reacted to, answered and taken back, while all of the suite runs. */
@ExtendWith(RunningSuite.Extension.class)
class EditsIT {

    private final RunningSuite suite;

    EditsIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void whoWasThereWhoWasAwayAndWhoComesNewSeeTheSameMessage() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"));
                Person away = Person.online(suite, ben.id, "tablet", Transport.WEBSOCKET_JSON)) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "helo");
            await().until(() -> away.texts(conversation).equals(List.of("helo")));
            away.goOffline();

            edit(ann, conversation, 1, "hello");
            join(ben.app().reactions().add(conversation, 1, "👍"));
            join(ann.app().reactions().add(conversation, 1, "👍"));
            join(ann.app().reactions().add(conversation, 1, ":wave:"));
            join(ann.app().reactions().remove(conversation, 1, ":wave:"));
            join(ben.app()
                    .send(
                            conversation,
                            "r1",
                            Content.newBuilder()
                                    .setText("hi")
                                    .setReplyTo(Reply.newBuilder().setSeq(1))
                                    .build()));

            Message seen = Message.newBuilder()
                    .setContent(Content.newBuilder().setText("hello"))
                    .setEditedSeq(2)
                    .addReactions(
                            Reaction.newBuilder().setEmoji("👍").setCount(2).setMine(true))
                    .setReactionsSeq(6)
                    .build();
            await().until(() -> seen.equals(first(ben, conversation)));
            away.comeBack();
            await().until(() -> seen.equals(first(away, conversation)));
            try (Person fresh = Person.online(suite, ben.id, "laptop", Transport.TCP)) {
                await().until(() -> fresh.timeline(conversation).size() == 7);
                assertThat(first(fresh, conversation)).isEqualTo(seen);
                assertThat(fresh.timeline(conversation))
                        .last()
                        .satisfies(event -> assertThat(event.getMessage()
                                        .getContent()
                                        .getReplyTo()
                                        .getSeq())
                                .isEqualTo(1));
                assertThat(fresh.unread(conversation)).isEqualTo(1);
            }
            assertThat(ben.unread(conversation)).isEqualTo(1);
            assertThat(ann.unread(conversation)).isEqualTo(1);
        }
    }

    @Test
    void messagesAreFoundByWhatTheySayNowAndByThoseWhoSeeThem() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"));
                Person eve = Person.online(suite, RunningSuite.name("eve"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "we meet at nine");
            ann.sayTo(ben, "大雁向南飞 with the geese");
            ann.sayTo(ben, "geese that nobody should have seen");
            edit(ann, conversation, 1, "we meet at the geese");
            join(ann.app().recall(conversation, 3));

            await().until(() -> found(ben, "geese").equals(List.of(2L, 1L)));
            assertThat(found(ann, "南飞")).containsExactly(2L);
            assertThat(found(ann, "nine")).isEmpty();
            assertThat(found(eve, "geese")).isEmpty();
            var page = join(
                    ben.app().search(SearchRequest.newBuilder().setText("meet").build()));
            assertThat(page.getHits(0).getEvent().getMessage().getEditedSeq()).isEqualTo(4);
            assertThat(page.getHits(0).getHighlightsList())
                    .containsExactly(
                            TextRange.newBuilder().setStart(3).setLength(4).build());
            assertThat(catchThrowableOfType(CompletionException.class, () -> found(ben, "...")))
                    .hasCauseInstanceOf(RefusedException.class)
                    .hasMessageContaining("text");
        }
    }

    private static List<Long> found(Person who, String text) {
        return join(who.app()
                        .search(SearchRequest.newBuilder()
                                .setText(text)
                                .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                                .build()))
                .getHitsList()
                .stream()
                .map(hit -> hit.getEvent().getSeq())
                .toList();
    }

    @Test
    void whoReactedIsListedPageByPage() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "hello");
            await().until(() -> ben.texts(conversation).equals(List.of("hello")));
            join(ann.app().reactions().add(conversation, 1, "🎉"));
            join(ben.app().reactions().add(conversation, 1, "👍"));
            Ack last = join(ben.app().reactions().add(conversation, 1, "🎉"));
            await().until(() -> page(ann, conversation).getMessage().getReactionsSeq() == last.getSeq());

            ReactionPage first = reactions(ann, conversation, "", "");
            ReactionPage second = reactions(ann, conversation, "", first.getNextPageToken());

            assertThat(first.getReactionsList())
                    .extracting(UserReaction::getUserId, UserReaction::getEmoji)
                    .containsExactly(tuple(ann.id, "🎉"), tuple(ben.id, "🎉"));
            assertThat(second.getReactionsList())
                    .extracting(UserReaction::getUserId, UserReaction::getEmoji)
                    .containsExactly(tuple(ben.id, "👍"));
            assertThat(second.getNextPageToken()).isEmpty();
            assertThat(reactions(ann, conversation, "👍", "").getReactionsList())
                    .hasSize(1);
        }
    }

    @Test
    void wordsThatAreTakenBackAreGoneWithTheirEditsAndNothingCanBeDoneToThem() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "secret one");
            edit(ann, conversation, 1, "secret two");
            edit(ann, conversation, 1, "secret three");
            await().until(() -> ben.timeline(conversation).size() == 3);

            assertThat(refused(ben.app().edit(conversation, 1, "mine", Content.getDefaultInstance())))
                    .isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
            assertThat(refused(ben.app()
                            .edit(
                                    conversation,
                                    1,
                                    "mine",
                                    Content.newBuilder().setText("mine").build())))
                    .isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
            Ack recall = join(ann.app().recall(conversation, 1));
            assertThat(refused(ben.app().reactions().add(conversation, 1, "👍")))
                    .isEqualTo(ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND);
            assertThat(refused(ben.app().reactions().add(conversation, 9, "👍")))
                    .isEqualTo(ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND);
            assertThat(refused(ben.app().reactions().add(conversation, 1, "no emoji")))
                    .isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);

            await().until(() -> ben.timeline(conversation).size() == recall.getSeq());
            assertThat(ben.timeline(conversation).toString()).doesNotContain("secret");
            HistoryPage kept = join(ben.app().historyBefore(conversation, 0, 50));
            assertThat(kept.getEventsCount()).isEqualTo(4);
            assertThat(kept.toString()).doesNotContain("secret");
            assertThat(ben.unread(conversation)).isZero();
        }
    }

    private static void edit(Person who, String conversation, long seq, String text) {
        join(who.app()
                .edit(
                        conversation,
                        seq,
                        UUID.randomUUID().toString(),
                        Content.newBuilder().setText(text).build()));
    }

    private static Message first(Person who, String conversation) {
        List<ClientEvent> events = who.timeline(conversation);
        return events.isEmpty()
                ? Message.getDefaultInstance()
                : events.getFirst().getMessage().toBuilder()
                        .clearEditedMs()
                        .clearClientMessageId()
                        .build();
    }

    /** The first event, as the archive has it. */
    private static ClientEvent page(Person who, String conversation) {
        return join(who.app().historyBefore(conversation, 2, 1)).getEvents(0);
    }

    private static ReactionPage reactions(Person who, String conversation, String emoji, String token) {
        return join(who.app()
                .reactions()
                .list(ReactionsRequest.newBuilder()
                        .setConversationId(conversation)
                        .setSeq(1)
                        .setEmoji(emoji)
                        .setPageSize(2)
                        .setPageToken(token)
                        .build()));
    }

    private static ErrorCode refused(CompletionStage<?> request) {
        var failed = catchThrowableOfType(CompletionException.class, () -> join(request));
        if (failed.getCause() instanceof RefusedException refused) {
            return refused.error().getCode();
        }
        throw new AssertionError("it failed otherwise", failed);
    }
}
