package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.content.v1.Content;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which unread messages speak to the user by name, as numbers: those that a summary named, and what came since. Numbers
 * suffice for reading and recalling, whether the messages are here or not. Of many only the first are known by number.
 */
final class MentionCount {

    private final String me;
    private final NavigableMap<Long, ClientEvent> events; // those kept, without holes; the timeline's own
    private final UnreadCount unread; // which has the cursor
    private final int namedMax;

    private NavigableSet<Long> named = new TreeSet<>();
    private long more; // beyond the last that is named
    private boolean exact = true;
    private boolean doubted;
    private @Nullable Stated stated;

    /** What the server said: exact at a head. */
    private record Stated(long head, NavigableSet<Long> named, long more) {

        /** Less what has been read since. */
        UnreadMentions after(long cursor) {
            NavigableSet<Long> left = named.tailSet(cursor, false);
            long unnamed = cursor >= head ? 0 : more;
            return new UnreadMentions(left.size() + unnamed, List.copyOf(left), more == 0);
        }
    }

    MentionCount(String me, NavigableMap<Long, ClientEvent> events, UnreadCount unread, int namedMax) {
        this.me = me;
        this.events = events;
        this.unread = unread;
        this.namedMax = namedMax;
    }

    /** Begins with what a store kept. */
    void restore(UnreadMentions saved) {
        take(saved.seqs(), saved.count());
        exact = saved.exact();
    }

    /** Nothing earlier is kept any more, and it is not known what of it was read. */
    void restart() {
        take(List.of(), 0);
        stated = null;
    }

    void doubt() {
        exact = false;
    }

    void trust() {
        exact = true;
    }

    /** Takes a summary's word, as soon as all events up to its head are here. */
    void state(long head, List<Long> seqs, long count, long have) {
        read(have);
        NavigableSet<Long> first = first(seqs);
        stated = new Stated(head, first, count - first.size());
        settle(have);
    }

    private NavigableSet<Long> first(List<Long> seqs) {
        return new TreeSet<>(seqs.subList(0, Math.min(seqs.size(), namedMax)));
    }

    private void take(List<Long> seqs, long count) {
        named = first(seqs);
        more = count - named.size();
    }

    /** The cursor has moved, with everything up to a seq here. */
    void read(long have) {
        long cursor = unread.from();
        if (cursor >= have) {
            take(List.of(), 0);
            exact = true;
            return;
        }
        named.headSet(cursor, true).clear();
        requireNames();
    }

    /** Where some are known by their number only as so many more, one of them has to be next. */
    private void requireNames() {
        if (more > 0 && named.isEmpty()) {
            exact = false;
        }
    }

    /** Follows one more event. */
    void follow(ClientEvent event) {
        follow(event, named);
    }

    private void follow(ClientEvent event, NavigableSet<Long> knownBefore) {
        if (event.getSeq() > unread.from() && unread.counts(event)) {
            boolean isEdited = event.getMessage().getEditedSeq() > 0;
            if (knownBefore.contains(event.getSeq()) || (!isEdited && names(event))) {
                add(event.getSeq());
            } else if (isEdited && !isStated(event)) {
                exact = false; // whom it named when it was sent is not to be seen any more
            }
        }
        if (event.hasRecalled()) {
            takeBack(event);
        }
    }

    private void add(long seq) {
        if (more == 0 && named.size() < namedMax) {
            named.add(seq);
        } else if (!named.contains(seq)) {
            more++;
        }
    }

    private void takeBack(ClientEvent event) {
        long target = event.getRecalled().getTargetSeq();
        boolean mayBeUnnamed = more > 0 && target > unread.from() && (named.isEmpty() || target > named.last());
        if (named.remove(target)) {
            requireNames();
        } else if (mayBeUnnamed && !isStated(event)) {
            exact = false;
        }
    }

    /** Whether the server has said how it is after an event. */
    private boolean isStated(ClientEvent event) {
        return stated != null && event.getSeq() <= stated.head();
    }

    /** Once the stated head is reached: goes on from what was stated. */
    void settle(long have) {
        Stated known = stated;
        if (known == null || have < known.head()) {
            return;
        }
        stated = null;
        boolean isOld = have > known.head();
        if (isOld && (exact || unread.floor() > known.head() + 1)) {
            return; // nothing new; or what came since is not here to be added
        }
        NavigableSet<Long> knownBefore = named;
        named = new TreeSet<>(known.named());
        more = known.more();
        exact = true;
        read(known.head());
        events.tailMap(known.head(), false).values().forEach(event -> follow(event, knownBefore));
    }

    private boolean names(ClientEvent event) {
        Content content = event.getMessage().getContent();
        return content.getMentions().getEveryone()
                || content.getMentions().getUserIdsList().contains(me);
    }

    /** The count. While events up to a stated head are still coming, what was stated is nearer the truth. */
    UnreadMentions value(long have) {
        Stated known = stated;
        return known != null && have < known.head()
                ? known.after(unread.from())
                : new UnreadMentions(named.size() + more, List.copyOf(named), exact);
    }

    boolean isExact() {
        return exact;
    }

    /** True once each time that the count becomes inexact. */
    boolean becameInexact() {
        boolean news = !exact && !doubted;
        doubted = !exact;
        return news;
    }
}
