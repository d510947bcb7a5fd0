package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.Fact.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edits, reactions and answers in a {@link Chat}, with what they are answered. */
final class ChatAfterthoughts {

    private final Chat chat;
    private final List<Fact.Sent> edits = new ArrayList<>();

    ChatAfterthoughts(Chat chat) {
        this.chat = chat;
    }

    /** How many edits there were. */
    int count() {
        return edits.size();
    }

    /** What the edit with a number says. */
    String words(int number) {
        return edits.get(number).contentId();
    }

    /** A message that was sent, and has a number; null if it has none. */
    private @Nullable Entry first(String contentId) {
        Fact.Sent sent = Objects.requireNonNull(chat.messages.get(contentId));
        return chat.room(sent.conversation()).receipts.get(contentId);
    }

    /** Somebody edits a message, whosesoever it is. Nothing where it has no number. */
    Chat edit(String user, String contentId) {
        Entry first = first(contentId);
        if (first != null) {
            String conversation =
                    Objects.requireNonNull(chat.messages.get(contentId)).conversation();
            String words = ContentIds.edit(contentId, edits.size());
            var sent = new Fact.Sent(chat.now(), user, conversation, words, false, first.seq(), 0);
            edits.add(sent);
            chat.facts.add(sent);
            attempt(sent);
        }
        return chat;
    }

    /** Sends an edit again. */
    Chat again(int number) {
        if (!edits.isEmpty()) {
            Fact.Sent sent = edits.get(number % edits.size());
            chat.facts.add(new Fact.SentAgain(chat.now(), sent.user(), sent.contentId()));
            attempt(sent);
        }
        return chat;
    }

    private void attempt(Fact.Sent sent) {
        ChatRoom room = chat.room(sent.conversation());
        chat.tick(20);
        Entry entry = room.receipts.get(sent.contentId());
        if (entry == null) {
            String code = objection(room, sent.user(), sent.editedSeq());
            if (code == null && !room.at(sent.editedSeq()).user().equals(sent.user())) {
                code = "NOT_ALLOWED";
            }
            if (code != null) {
                chat.facts.add(new Fact.Refused(chat.now(), sent.user(), room.id, sent.contentId(), code));
                return;
            }
            entry = room.happens(chat.now(), sent.user(), new What.Edited(sent.editedSeq(), sent.contentId()));
        }
        chat.facts.add(new Fact.Acked(chat.now(), sent.user(), room.id, sent.contentId(), entry.seq(), entry.timeMs()));
    }

    private static @Nullable String objection(ChatRoom room, String user, long target) {
        if (!room.members.contains(user)) {
            return "NOT_A_MEMBER";
        }
        if (!room.blockers.isEmpty()) {
            return "BLOCKED";
        }
        return room.message(target) == null || room.first(user) > target ? "MESSAGE_NOT_FOUND" : null;
    }

    /** Somebody reacts to a message, or no longer. Nothing where it has no number. */
    Chat react(String user, String contentId, String emoji, boolean present) {
        Entry first = first(contentId);
        if (first != null) {
            ChatRoom room = chat.room(
                    Objects.requireNonNull(chat.messages.get(contentId)).conversation());
            int ask = chat.ask(user, room.id, new Change.React(first.seq(), emoji, present));
            String code = objection(room, user, first.seq());
            if (code != null) {
                chat.facts.add(new Fact.Denied(chat.now(), ask, code));
            } else if (room.reacts(user, first.seq(), emoji) == present) {
                chat.facts.add(new Fact.Done(chat.now(), ask, 0));
            } else {
                Entry entry = room.happens(chat.now(), user, new What.Reacted(first.seq(), emoji, present));
                chat.facts.add(new Fact.Done(chat.now(), ask, entry.seq()));
            }
        }
        return chat;
    }
}
