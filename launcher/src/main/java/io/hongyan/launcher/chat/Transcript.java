package io.hongyan.launcher.chat;

import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientMember;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.SearchHit;
import io.hongyan.proto.content.Said;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.MembersSilenced;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things read in the terminal, as their user sees them. Pure. */
final class Transcript {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM HH:mm");
    private static final int PREVIEW_MAX = 40;
    private static final int MENTIONS_MAX = 10;

    private final String me;
    private final ZoneId zone;

    Transcript(String me, ZoneId zone) {
        this.me = me;
        this.zone = zone;
    }

    /** An event in its conversation; own messages carry the mark of how far they got. */
    String line(Conversation conversation, ClientEvent event, LocalDate today) {
        String mark = event.getUserId().equals(me) && event.hasMessage() ? "  " + mark(conversation, event) : "";
        return "%s  %4s  %s%s".formatted(time(event.getTimeMs(), today), "#" + event.getSeq(), said(event), mark);
    }

    /** ✓ is safe in the log, ✓✓ is on the other's device; then read. In groups only the first is known. */
    private static String mark(Conversation conversation, ClientEvent event) {
        if (event.getSeq() <= conversation.peerReadSeq()) {
            return "✓✓ read";
        }
        return event.getSeq() <= conversation.peerDeliveredSeq() ? "✓✓" : "✓";
    }

    private String said(ClientEvent event) {
        String who = name(event.getUserId());
        return switch (event.getPayloadCase()) {
            case MESSAGE -> who + ": " + message(event.getMessage());
            case EDITED ->
                "%s edited #%d%s"
                        .formatted(
                                who,
                                event.getEdited().getTargetSeq(),
                                event.getEdited().hasContent()
                                        ? ": " + content(event.getEdited().getContent())
                                        : "");
            case REACTED ->
                "%s %s #%d with %s"
                        .formatted(
                                who,
                                event.getReacted().getRemoved() ? "no longer reacts to" : "reacted to",
                                event.getReacted().getTargetSeq(),
                                harmless(event.getReacted().getEmoji()));
            case RECALLED ->
                event.getRecalled().getExpired()
                        ? "#%d disappeared".formatted(event.getRecalled().getTargetSeq())
                        : "%s took #%d back".formatted(who, event.getRecalled().getTargetSeq());
            case GROUP_CREATED ->
                "%s made the group “%s” with %s"
                        .formatted(
                                who,
                                event.getGroupCreated().getName(),
                                names(event.getGroupCreated().getMembersList().stream()
                                        .map(Member::getUserId)
                                        .filter(user -> !user.equals(event.getUserId()))
                                        .toList()));
            case GROUP_RENAMED ->
                "%s renamed it to “%s”".formatted(who, event.getGroupRenamed().getName());
            case GROUP_RULES_CHANGED ->
                event.getGroupRulesChanged().getRules().getPost() == Role.ROLE_MEMBER
                        ? who + " let everybody here write"
                        : "%s let only %ss write here"
                                .formatted(
                                        who,
                                        role(event.getGroupRulesChanged()
                                                .getRules()
                                                .getPost()));
            case MEMBERS_ADDED ->
                "%s added %s".formatted(who, names(event.getMembersAdded().getUserIdsList()));
            case MEMBERS_REMOVED ->
                "%s removed %s".formatted(who, names(event.getMembersRemoved().getUserIdsList()));
            case TIMER_CHANGED ->
                event.getTimerChanged().getDurationMs() == 0
                        ? who + " has messages stay"
                        : "%s has messages disappear after %s"
                                .formatted(
                                        who,
                                        Duration.ofMillis(
                                                event.getTimerChanged().getDurationMs()));
            case MEMBERS_SILENCED -> silenced(who, event.getMembersSilenced());
            case MEMBER_LEFT -> who + " left";
            case ROLE_CHANGED ->
                "%s made %s %s"
                        .formatted(
                                who,
                                name(event.getRoleChanged().getUserId()),
                                role(event.getRoleChanged().getRole()));
            case PAYLOAD_NOT_SET -> who + " did something that this version cannot show";
        };
    }

    private String silenced(String who, MembersSilenced silenced) {
        String whom = names(silenced.getUserIdsList());
        return silenced.getUntilMs() == 0
                ? "%s lets %s speak again".formatted(who, whom)
                : "%s silenced %s until %s".formatted(who, whom, Instant.ofEpochMilli(silenced.getUntilMs()));
    }

    private static String message(Message message) {
        if (!message.hasContent()) {
            return "(taken back)";
        }
        Content content = message.getContent();
        return (content.hasReplyTo() ? "↪ #%d ".formatted(content.getReplyTo().getSeq()) : "")
                + (content.getForwards() > 0 ? "(forwarded) " : "")
                + content(content)
                + (message.getEditedSeq() > 0 ? " (edited)" : "")
                + reactions(message);
    }

    private static String reactions(Message message) {
        return message.getReactionsList().stream()
                .map(reaction -> " %s%s"
                        .formatted(
                                harmless(reaction.getEmoji()),
                                reaction.getCount() > 1 ? Integer.toUnsignedString(reaction.getCount()) : ""))
                .collect(Collectors.joining());
    }

    private static String content(Content content) {
        String words = harmless(Said.words(content));
        return switch (content.getKindCase()) {
            case TEXT -> words;
            case CUSTOM -> "[%s] %s".formatted(harmless(content.getCustom().getType()), words);
            case IMAGE -> media("image", content.getImage().getMedia(), words);
            case VIDEO -> media("video", content.getVideo().getMedia(), words);
            case VOICE ->
                media(
                        "voice, %d s".formatted(content.getVoice().getDurationMs() / 1_000),
                        content.getVoice().getMedia(),
                        words);
            case FILE ->
                media(
                        "file " + harmless(content.getFile().getName()),
                        content.getFile().getMedia(),
                        words);
            case LOCATION ->
                "[%.5f, %.5f] %s"
                        .formatted(
                                content.getLocation().getLatitude(),
                                content.getLocation().getLongitude(),
                                words);
            case CONTACT ->
                "[contact %s] %s"
                        .formatted(
                                words,
                                harmless(String.join(" ", content.getContact().getPhonesList())));
            case KIND_NOT_SET -> "(something this version cannot show)";
        };
    }

    private static String media(String what, Media media, String words) {
        return "[%s, %,d bytes] %s%s"
                .formatted(
                        what,
                        media.getSizeBytes(),
                        words.isEmpty() ? "" : words + " ",
                        harmless(media.hasMediaId() ? media.getMediaId() : media.getUrl()));
    }

    /** A message must not move somebody's cursor or colour their terminal. */
    static String harmless(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** A message that was found, with marks around what was looked for. */
    String hit(String where, SearchHit hit, LocalDate today) {
        ClientEvent event = hit.getEvent();
        String text = Said.words(event.getMessage().getContent());
        return "%s  %s  #%d  %s: %s"
                .formatted(
                        time(event.getTimeMs(), today),
                        where,
                        event.getSeq(),
                        name(event.getUserId()),
                        harmless(Snippet.of(text, hit.getHighlightsList())));
    }

    /** A conversation in the list. */
    String entry(int number, Conversation conversation, LocalDate today) {
        ClientEvent last = conversation.lastEvent();
        return "%3d  %-24s %-8s %s%s%s%s%s"
                .formatted(
                        number,
                        title(conversation),
                        unread(conversation),
                        last == null ? "" : time(last.getTimeMs(), today) + "  " + preview(last),
                        conversation.isPinned() ? "  pinned" : "",
                        conversation.isArchived() ? "  archived" : "",
                        conversation.muted() ? "  muted" : "",
                        conversation.left() ? "  left" : "");
    }

    /** The mark is shown where there is no count. */
    private static String unread(Conversation conversation) {
        if (conversation.unread() > 0) {
            return news(conversation);
        }
        return conversation.arrangement().markedUnread() ? "(marked)" : "";
    }

    /** How much is unread, and how many of that speak to the user by name. */
    static String news(Conversation conversation) {
        long mentions = conversation.mentions().count();
        return mentions == 0
                ? "(%d new)".formatted(conversation.unread())
                : "(%d new, @%d)".formatted(conversation.unread(), mentions);
    }

    /** Where in what is unread somebody speaks to the user by name; empty if nobody does. */
    static String mentioned(Conversation conversation) {
        List<Long> seqs = conversation.mentions().seqs();
        List<Long> first = seqs.subList(0, Math.min(MENTIONS_MAX, seqs.size()));
        long more = conversation.mentions().count() - first.size();
        return first.isEmpty()
                ? ""
                : "  @ you in #%s%s"
                        .formatted(
                                first.stream().map(String::valueOf).collect(Collectors.joining(", #")),
                                more > 0 ? " and %d more".formatted(more) : "");
    }

    private String preview(ClientEvent last) {
        String said = said(last);
        return said.codePointCount(0, said.length()) <= PREVIEW_MAX
                ? said
                : said.substring(0, said.offsetByCodePoints(0, PREVIEW_MAX - 1)) + "…";
    }

    /** What people call a conversation: the other one, or the group's name. */
    String title(Conversation conversation) {
        String peer = Conversation.peerOf(conversation.id(), me);
        if (peer != null) {
            return peer;
        }
        return conversation.name().isEmpty() ? conversation.id() : harmless(conversation.name());
    }

    /** A member in the list of who is here. */
    String member(ClientMember member, @Nullable PresenceState state) {
        return "     %s %-24s %s".formatted(dot(state), name(member.getUserId()), role(member.getRole()));
    }

    /** Presence as a sign: full, half, empty; nothing if it is not known. */
    static String dot(@Nullable PresenceState state) {
        return switch (state) {
            case PRESENCE_STATE_ONLINE -> "●";
            case PRESENCE_STATE_AWAY -> "◐";
            case PRESENCE_STATE_OFFLINE -> "○";
            case PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> " ";
            case null -> " ";
        };
    }

    /** Presence in words, for when it changes. */
    String presence(String user, PresenceState state, long lastSeenMs, LocalDate today) {
        return switch (state) {
            case PRESENCE_STATE_ONLINE -> "%s %s is online".formatted(dot(state), user);
            case PRESENCE_STATE_AWAY -> "%s %s is away".formatted(dot(state), user);
            case PRESENCE_STATE_OFFLINE ->
                lastSeenMs > 0
                        ? "%s %s is offline, last seen %s".formatted(dot(state), user, time(lastSeenMs, today))
                        : "%s %s is offline".formatted(dot(state), user);
            case PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> "  the presence of %s is not shown".formatted(user);
        };
    }

    private String names(List<String> users) {
        return users.isEmpty() ? "nobody else" : users.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(String user) {
        return user.equals(me) ? "you" : user;
    }

    private static String role(Role role) {
        return switch (role) {
            case ROLE_OWNER -> "owner";
            case ROLE_ADMIN -> "admin";
            case ROLE_MEMBER -> "member";
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private String time(long millis, LocalDate today) {
        var then = Instant.ofEpochMilli(millis).atZone(zone);
        return (then.toLocalDate().equals(today) ? TODAY : EARLIER).format(then);
    }
}
