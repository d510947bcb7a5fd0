package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Pong;
import java.util.List;

/** What an input to the {@link Inbox} leads to. Whoever holds the inbox carries it out; in the order given. */
public sealed interface Effect {

    /**
     * Events that follow what was shown before without a hole: store them, then show them.
     *
     * @param conversation as it is after them
     * @param events ascending
     * @param rewritten earlier events as these left them: taken back, edited, reacted to; store them too. One may stand here more
     *     than once, the last time as it is now
     */
    record Shown(Conversation conversation, List<ClientEvent> events, List<ClientEvent> rewritten) implements Effect {}

    /** A conversation changed without a new event: counts, cursors, settings, or that it exists. */
    record Changed(Conversation conversation) implements Effect {}

    /** Events are no longer kept: older than the seq, or all of them where a conversation began anew. */
    record Forgotten(String conversationId, long beforeSeq) implements Effect {}

    /** Say that the device has everything up to a seq. Once for many: the highest counts. */
    record Confirm(String conversationId, long seq) implements Effect {}

    /** Tell the server the read cursor, which it does not know yet. */
    record TellRead(String conversationId, long seq) implements Effect {}

    /** Something is missing: ask for the history after a seq, up to one that is known to exist. */
    record Fill(String conversationId, long afterSeq, long atLeastSeq) implements Effect {}

    /** Something was missed somewhere: ask for the next page of what changed. The token is empty for the first. */
    record Sync(String pageToken) implements Effect {}

    /** Counts or settings may be out of date: ask for the next page of conversations. Empty for the first. */
    record Refresh(String pageToken) implements Effect {}

    /** The server's sums differ, perhaps only because something is on its way: compare again in a second. */
    record CompareLater(Pong pong) implements Effect {}

    /** Unread in all conversations that are not muted. */
    record Badge(long total) implements Effect {}
}
