package io.hongyan.faults.run;

import io.hongyan.faults.oracle.ContentIds;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Entry.What;
import io.hongyan.faults.oracle.PresenceState;
import io.hongyan.faults.oracle.State;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what the protocol says. The text of each message is the id of its content, unique in a run; with whom it mentions and what
 * it answers, so that one that lost that is another one.
 */
final class Entries {

    private static final String CODE_PREFIX = "ERROR_CODE_";

    private Entries() {}

    static Entry fromEvent(ClientEvent event) {
        return new Entry(event.getSeq(), event.getTimeMs(), event.getUserId(), what(event), state(event));
    }

    /** What says an id. An edit speaks to everyone if the message spoke to nobody by name, and to nobody if it did to somebody. */
    static Content content(String contentId) {
        Content.Builder content = Content.newBuilder().setText(contentId);
        long answered = ContentIds.answered(contentId);
        if (answered > 0) {
            content.setReplyTo(Reply.newBuilder().setSeq(answered).setThreadSeq(answered));
        }
        String mentioned = ContentIds.mentioned(contentId);
        if (ContentIds.isEdit(contentId) ? mentioned.isEmpty() : mentioned.equals(ContentIds.EVERYONE)) {
            content.setMentions(Mentions.newBuilder().setEveryone(true));
        } else if (!ContentIds.isEdit(contentId) && !mentioned.isEmpty()) {
            content.setMentions(Mentions.newBuilder().addUserIds(mentioned));
        }
        return content.build();
    }

    /** The id that something says. */
    private static String id(Content content) {
        String text = content.getText();
        return content.equals(content(text))
                ? text
                : "%s answering %s, to %s".formatted(text, content.getReplyTo(), content.getMentions());
    }

    private static State state(ClientEvent event) {
        Message message = event.getMessage();
        if (!message.hasContent()) {
            return State.NONE;
        }
        Map<String, State.Reaction> reactions = new LinkedHashMap<>();
        message.getReactionsList()
                .forEach(reaction -> reactions.put(
                        reaction.getEmoji(), new State.Reaction(reaction.getCount(), reaction.getMine())));
        return new State(id(message.getContent()), message.getEditedSeq(), reactions, message.getReactionsSeq());
    }

    private static What what(ClientEvent event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE ->
                event.getMessage().hasContent()
                        ? new What.Said(
                                ContentIds.original(id(event.getMessage().getContent())),
                                !event.getMessage().getSilent())
                        : new What.Emptied();
            case RECALLED -> new What.Recalled(event.getRecalled().getTargetSeq());
            case EDITED ->
                new What.Edited(
                        event.getEdited().getTargetSeq(),
                        event.getEdited().hasContent() ? id(event.getEdited().getContent()) : "");
            case REACTED ->
                new What.Reacted(
                        event.getReacted().getTargetSeq(),
                        event.getReacted().getEmoji(),
                        !event.getReacted().getRemoved());
            case GROUP_CREATED ->
                new What.Created(event.getGroupCreated().getMembersList().stream()
                        .map(Member::getUserId)
                        .collect(Collectors.toUnmodifiableSet()));
            case MEMBERS_ADDED ->
                new What.Added(Set.copyOf(event.getMembersAdded().getUserIdsList()));
            case MEMBERS_REMOVED ->
                new What.Removed(Set.copyOf(event.getMembersRemoved().getUserIdsList()));
            case MEMBER_LEFT -> new What.Left();
            default -> new What.Other(event.getPayloadCase().name());
        };
    }

    static PresenceState state(UserPresence presence) {
        return switch (presence.getState()) {
            case PRESENCE_STATE_ONLINE -> PresenceState.ONLINE;
            case PRESENCE_STATE_AWAY -> PresenceState.AWAY;
            case PRESENCE_STATE_OFFLINE -> PresenceState.OFFLINE;
            case PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> PresenceState.HIDDEN;
        };
    }

    /** Such as {@code BLOCKED}. */
    static String code(ErrorCode code) {
        return code(code.name());
    }

    static String code(String name) {
        return name.startsWith(CODE_PREFIX) ? name.substring(CODE_PREFIX.length()) : name;
    }
}
