package io.hongyan.message.audit;

import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.CountableMessage;
import io.hongyan.message.unread.Mention;
import io.hongyan.message.unread.RecalledMessage;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts one conversation with fingers, from its first event on. Written without a look at the projection, and it keeps no
 * running numbers: what is unread is counted message by message when it is asked.
 */
final class Recount {

    private final String conversationId;
    private final Map<String, Person> people = new HashMap<>();
    private final Set<Person> archivers =
            new HashSet<>(); // by identity: all who have it in the archive, and some who had
    private final Countables countables = new Countables();
    private long revision;
    private long headSeq;

    Recount(String conversationId) {
        this.conversationId = conversationId;
        if (conversationId.startsWith("d:")) {
            String[] parts = conversationId.split(":", -1);
            join(parts[1], Role.ROLE_UNSPECIFIED, 1);
            join(parts[2], Role.ROLE_UNSPECIFIED, 1);
        }
    }

    /** Somebody who is or was there. */
    private static final class Person {

        private Role role = Role.ROLE_UNSPECIFIED;
        private long joined;
        private long left;
        private long read;
        private long delivered;
        private boolean muted;
        private boolean blocked;
        private long pinned;
        private long archived;
        private boolean marked;
        private long version;
        private long silenced;
    }

    long revision() {
        return revision;
    }

    /** How many messages, and names in them, are kept. */
    int kept() {
        return countables.kept();
    }

    List<CountableMessage> messages() {
        return countables.messages(conversationId);
    }

    List<Mention> mentions() {
        return countables.mentions(conversationId);
    }

    List<RecalledMessage> recalled() {
        return countables.recalled(conversationId);
    }

    /** Takes the next event. */
    void add(Event event) {
        revision = event.getRevision();
        headSeq = Math.max(headSeq, event.getSeq());
        String actor = event.getActor().getUserId();
        switch (event.getPayloadCase()) {
            case MESSAGE_SENT -> {
                if (event.getMessageSent().getCountable()) {
                    countables.add(event.getSeq(), event.getCseq(), actor);
                    name(event.getMessageSent().getContent().getMentions(), actor);
                    bringOut();
                }
            }
            case MESSAGE_RECALLED ->
                countables.recall(event.getMessageRecalled().getTargetSeq());
            case GROUP_CREATED ->
                event.getGroupCreated()
                        .getMembersList()
                        .forEach(member -> join(member.getUserId(), member.getRole(), event.getSeq()));
            case MEMBERS_ADDED ->
                event.getMembersAdded().getUserIdsList().forEach(user -> join(user, Role.ROLE_MEMBER, event.getSeq()));
            case MEMBERS_REMOVED ->
                event.getMembersRemoved().getUserIdsList().forEach(user -> leave(user, event.getSeq()));
            case MEMBER_LEFT -> {
                leave(actor, event.getSeq());
                give(event.getMemberLeft().getNewOwnerId(), Role.ROLE_OWNER);
            }
            case MEMBERS_SILENCED ->
                event.getMembersSilenced()
                        .getUserIdsList()
                        .forEach(
                                user -> silence(user, event.getMembersSilenced().getUntilMs()));
            case ROLE_CHANGED -> {
                if (event.getRoleChanged().getRole() == Role.ROLE_OWNER) {
                    people.values().stream()
                            .filter(person -> person.role == Role.ROLE_OWNER)
                            .forEach(person -> person.role = Role.ROLE_ADMIN);
                }
                give(event.getRoleChanged().getUserId(), event.getRoleChanged().getRole());
            }
            default -> setting(event, people.get(actor));
        }
    }

    /** What the log says up to the last event. */
    View view() {
        Map<String, Standing> standings = new HashMap<>();
        people.forEach((user, person) -> standings.put(user, standing(user, person)));
        int members = (int)
                people.values().stream().filter(person -> person.left == 0).count();
        return new View(
                revision,
                headSeq,
                countables.size(),
                members,
                standings,
                countables.sums(),
                MentionSums.of(mentions()));
    }

    private Standing standing(String user, Person person) {
        long cursor = Math.max(person.read, person.joined - 1);
        return new Standing(
                person.role,
                person.joined,
                person.left,
                person.read,
                person.delivered,
                person.muted,
                person.blocked,
                person.pinned,
                person.archived,
                person.marked,
                person.version,
                person.silenced,
                person.left == 0 ? countables.unread(user, cursor) : 0,
                person.left == 0 ? countables.unreadMentions(user, cursor) : 0);
    }

    private void setting(Event event, @Nullable Person actor) {
        if (actor == null) {
            return; // never was there
        }
        switch (event.getPayloadCase()) {
            case READ_MOVED -> {
                actor.read = Math.max(actor.read, event.getReadMoved().getSeq());
                actor.delivered = Math.max(actor.delivered, event.getReadMoved().getSeq());
                actor.marked = false;
            }
            case DELIVERED_MOVED ->
                actor.delivered =
                        Math.max(actor.delivered, event.getDeliveredMoved().getSeq());
            case MUTE_CHANGED -> {
                boolean muted = event.getMuteChanged().getMuted();
                if (actor.muted && !muted && actor.archived > 0) {
                    actor.archived = event.getHeadSeq(); // what came while it was muted does not bring it out later
                }
                actor.muted = muted;
            }
            case BLOCK_CHANGED -> actor.blocked = event.getBlockChanged().getBlocked();
            case ARRANGED -> {
                Arranged arranged = event.getArranged();
                switch (arranged.getChangeCase()) {
                    case PINNED -> actor.pinned = arranged.getPinned() ? event.getTimeMs() : 0;
                    case ARCHIVED -> {
                        actor.archived = arranged.getArchived() ? event.getHeadSeq() : 0;
                        archivers.add(actor);
                    }
                    case MARKED_UNREAD -> actor.marked = arranged.getMarkedUnread();
                    case CHANGE_NOT_SET -> {}
                }
            }
            default -> {} // nothing about anybody
        }
        actor.version = Math.max(actor.version, event.getOwnVersion());
    }

    /** Everyone needs no names beside it; who names oneself, or nobody there can be, names nobody. */
    private void name(Mentions mentions, String sender) {
        if (mentions.getEveryone()) {
            countables.name(Mention.EVERYONE);
            return;
        }
        for (String user : Set.copyOf(mentions.getUserIdsList())) {
            if (!user.equals(sender) && Conversations.isUser(user)) {
                countables.name(user);
            }
        }
    }

    /** A message brings the conversation out of the archives of all who are there and have not muted it. */
    private void bringOut() {
        archivers.removeIf(person -> {
            boolean comesOut = person.left == 0 && !person.muted;
            person.archived = comesOut ? 0 : person.archived;
            return comesOut || person.archived == 0;
        });
    }

    private void join(String user, Role role, long seq) {
        Person person = people.computeIfAbsent(user, it -> new Person());
        if (person.joined == 0 || person.left != 0) {
            person.role = role;
            person.joined = seq;
            person.left = 0;
            person.archived = 0;
        }
    }

    private void leave(String user, long seq) {
        Person person = people.get(user);
        if (person != null && person.left == 0) {
            person.role = Role.ROLE_UNSPECIFIED;
            person.left = seq;
            person.marked = false;
        }
    }

    private void give(String user, Role role) {
        Person person = people.get(user);
        if (person != null && person.left == 0) {
            person.role = role;
            boolean silences = role == Role.ROLE_ADMIN || role == Role.ROLE_OWNER;
            person.silenced = silences ? 0 : person.silenced;
        }
    }

    private void silence(String user, long untilMs) {
        Person person = people.get(user);
        if (person != null && person.left == 0) {
            person.silenced = untilMs;
        }
    }
}
