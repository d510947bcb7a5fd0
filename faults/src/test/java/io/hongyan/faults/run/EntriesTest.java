package io.hongyan.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.faults.oracle.ContentIds;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.State;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Edited;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Reaction;
import io.hongyan.proto.content.v1.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntriesTest {

    private static final String ANSWER = ContentIds.answering("m7-1", 5);
    private static final String EDIT = ContentIds.edit(ANSWER, 3);

    @Test
    void aMessageIsTheSameWhateverItSaysNow() {
        ClientEvent event = ClientEvent.newBuilder()
                .setSeq(9)
                .setTimeMs(1)
                .setUserId("ann")
                .setMessage(Message.newBuilder()
                        .setContent(Entries.content(EDIT))
                        .setEditedSeq(12)
                        .addReactions(
                                Reaction.newBuilder().setEmoji("👍").setCount(2).setMine(true))
                        .setReactionsSeq(14))
                .build();

        assertThat(Entries.fromEvent(event))
                .isEqualTo(new Entry(
                        9,
                        1,
                        "ann",
                        new What.Said(ANSWER, true),
                        new State(EDIT, 12, Map.of("👍", new State.Reaction(2, true)), 14)));
    }

    @Test
    void anAnswerThatLostWhatItAnswersIsAnotherMessage() {
        Content lost = Entries.content(ANSWER).toBuilder().clearReplyTo().build();

        assertThat(said(Entries.content(ANSWER))).isEqualTo(new What.Said(ANSWER, true));
        assertThat(said(lost)).isNotEqualTo(new What.Said(ANSWER, true));
    }

    @Test
    void aMentionIsInTheNameAndWhatAnEditMentionsIsNot() {
        String named = ContentIds.mentioning("m7-1", "u03-1");
        String answer = ContentIds.answering(ContentIds.mentioning("m8-1", ContentIds.EVERYONE), 5);

        assertThat(Entries.content(named).getMentions().getUserIdsList()).containsExactly("u03-1");
        assertThat(Entries.content(answer).getMentions().getEveryone()).isTrue();
        assertThat(Entries.content(answer).getReplyTo().getSeq()).isEqualTo(5);
        assertThat(Entries.content(ContentIds.edit(answer, 1)).hasMentions()).isFalse();
        assertThat(Entries.content(EDIT).getMentions().getEveryone()).isTrue();
        assertThat(ContentIds.mentioned(ContentIds.edit(answer, 1))).isEqualTo(ContentIds.EVERYONE);
        assertThat(ContentIds.mentioned(EDIT)).isEmpty();
        assertThat(said(Entries.content(named).toBuilder().clearMentions().build()))
                .isNotEqualTo(new What.Said(named, true));
    }

    private static What said(Content content) {
        return Entries.fromEvent(ClientEvent.newBuilder()
                        .setMessage(Message.newBuilder().setContent(content))
                        .build())
                .what();
    }

    @Test
    void anEditWithoutWordsSaysNothing() {
        ClientEvent event = ClientEvent.newBuilder()
                .setEdited(Edited.newBuilder().setTargetSeq(4))
                .build();

        assertThat(Entries.fromEvent(event).what()).isEqualTo(new What.Edited(4, ""));
    }
}
