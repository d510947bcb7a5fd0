package io.hongyan.history.archive;

import io.hongyan.proto.events.EditedWords;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.MessageState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A page as one user is shown it.
 *
 * @param events ascending by seq
 * @param states what became of messages among them, ascending by seq; of no others
 */
public record ArchivedPage(List<Event> events, List<MessageState> states) {

    /** One with nothing. */
    public static final ArchivedPage NOTHING = new ArchivedPage(List.of(), List.of());

    public ArchivedPage {
        events = List.copyOf(events);
        states = List.copyOf(states);
    }

    /**
     * Without what became of events that are no messages, or were taken back.
     *
     * @param states of any seqs, as they were when the events were read or before: whoever is shown a message that is
     *     newer than its state hears of a change once more, one that was older would never be told
     */
    public static ArchivedPage of(List<Event> events, List<MessageState> states) {
        Set<Long> messages = events.stream()
                .filter(event -> event.getMessageSent().hasContent())
                .map(Event::getSeq)
                .collect(Collectors.toUnmodifiableSet());
        return new ArchivedPage(
                events,
                states.stream()
                        .filter(state -> messages.contains(state.getSeq()))
                        .toList());
    }

    /** For who sees the conversation from a seq on only: what edits make of messages from before it is not told either. */
    public ArchivedPage from(long firstSeq) {
        return new ArchivedPage(
                events.stream()
                        .map(event -> EditedWords.seenFrom(event, firstSeq))
                        .toList(),
                states);
    }
}
