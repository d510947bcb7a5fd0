package io.hongyan.faults.run;

import io.hongyan.client.outbox.Outgoing;
import io.hongyan.faults.oracle.ContentIds;
import io.hongyan.faults.oracle.Fact.Acked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.schedule.Afterthought;
import io.hongyan.faults.schedule.Afterthought.Line;
import io.hongyan.faults.schedule.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Does to messages what a schedule says, to those that have a number by then to name them by. Used by one thread.
 */
final class Retouching {

    private final Journal journal;
    private final Function<Device, Phone> phones;
    private final IntFunction<String> contentIds;
    private final Map<Integer, String> answers = new HashMap<>(); // what answers say, by their numbers
    private final Map<Integer, Outgoing> edits = new HashMap<>(); // by their numbers

    /**
     * Of messages that nobody has touched.
     *
     * @param contentIds what messages say, by their numbers; of an answer the beginning
     */
    Retouching(Journal journal, Function<Device, Phone> phones, IntFunction<String> contentIds) {
        this.journal = journal;
        this.phones = phones;
        this.contentIds = contentIds;
    }

    void perform(Afterthought act) {
        Phone phone = phones.apply(act.device());
        switch (act) {
            case Afterthought.Edit(Device _, int message, int edit, Line line) ->
                acked(message).ifPresent(ack -> edit(phone, ack, edit, line));
            case Afterthought.EditAgain(Device _, int edit) -> {
                Outgoing first = edits.get(edit);
                if (first != null) {
                    phone.sendAgain(first);
                }
            }
            case Afterthought.React(Device _, int message, String emoji, boolean present) ->
                acked(message)
                        .ifPresent(ack -> phone.change(
                                ack.conversation(),
                                new Change.React(ack.seq(), emoji, present),
                                app -> present
                                        ? app.reactions().add(ack.conversation(), ack.seq(), emoji)
                                        : app.reactions().remove(ack.conversation(), ack.seq(), emoji)));
            case Afterthought.Answer(Device _, int answer, int message) ->
                acked(message).ifPresent(ack -> {
                    String contentId = ContentIds.answering(contentIds.apply(answer), ack.seq());
                    answers.put(answer, contentId);
                    phone.send(Writing.message(ack.conversation(), contentId));
                });
        }
    }

    private Optional<Acked> acked(int message) {
        String answer = answers.get(message);
        return journal.firstAck(answer == null ? contentIds.apply(message) : answer);
    }

    private void edit(Phone phone, Acked message, int edit, Line line) {
        Outgoing change =
                Writing.edit(message.conversation(), message.seq(), ContentIds.edit(message.contentId(), edit));
        edits.put(edit, change);
        if (line == Line.LOST_BEFORE) {
            phone.client().dropConnection();
        }
        phone.send(change);
        if (line == Line.LOST_AFTER) {
            phone.client().dropConnection();
        }
    }
}
