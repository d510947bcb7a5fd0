package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.events.v1.Role;
import org.jspecify.annotations.Nullable;

/** What is known of a conversation besides its events: name, role, settings, the other one's cursors. */
final class Facts {

    private final String id;
    private final String me;
    private String name = "";
    private boolean muted;
    private long mutedSeq; // the head when it was muted here; 0 where that is not known any more
    private boolean blocked;
    private Role role = Role.ROLE_UNSPECIFIED;
    private int memberCount;
    private boolean left;
    private @Nullable ClientEvent lastEvent;
    private long peerDeliveredSeq;
    private long peerReadSeq;
    private GroupRules rules = GroupRules.getDefaultInstance();
    private Arrangement arrangement = Arrangement.NONE;
    private long silencedUntilMs;
    private long timerMs;
    private long asOfSeq; // events up to here have had their say, by themselves or in a summary

    Facts(String id, String me) {
        this.id = id;
        this.me = me;
        this.memberCount = isPair() ? 2 : 0;
    }

    void restore(Conversation saved) {
        name = saved.name();
        muted = saved.muted();
        blocked = saved.blocked();
        role = saved.role();
        memberCount = saved.memberCount();
        left = saved.left();
        lastEvent = saved.lastEvent();
        peerDeliveredSeq = saved.peerDeliveredSeq();
        peerReadSeq = saved.peerReadSeq();
        rules = saved.rules();
        arrangement = saved.arrangement();
        silencedUntilMs = saved.silencedUntilMs();
        timerMs = saved.timerMs();
        asOfSeq = saved.haveSeq();
    }

    /** Whether it is of two people. */
    boolean isPair() {
        return id.startsWith("d:");
    }

    /** A summary that is older than the events here says nothing new about what events change. */
    void adopt(ConversationSummary summary) {
        if (summary.getOwnVersion() >= arrangement.version()) {
            muted = summary.getMuted();
            mutedSeq = 0;
            blocked = summary.getBlocked();
            arrangement = Arrangement.of(summary);
        }
        moveReceipt(summary.getPeerDeliveredSeq(), summary.getPeerReadSeq());
        if (summary.getHeadSeq() < asOfSeq) {
            return;
        }
        asOfSeq = summary.getHeadSeq();
        name = summary.getName();
        role = summary.getRole();
        memberCount = summary.getMemberCount();
        left = summary.getLeft();
        rules = summary.getRules();
        silencedUntilMs = summary.getSilencedUntilMs();
        timerMs = summary.getTimerMs();
        if (summary.hasLastEvent()) {
            lastEvent = summary.getLastEvent();
        }
    }

    /** Whether the user becomes a member by an event. */
    boolean joins(ClientEvent event) {
        return switch (event.getPayloadCase()) {
            case MEMBERS_ADDED -> event.getMembersAdded().getUserIdsList().contains(me);
            case GROUP_CREATED ->
                event.getGroupCreated().getMembersList().stream()
                        .anyMatch(member -> member.getUserId().equals(me));
            default -> false;
        };
    }

    void apply(ClientEvent event) {
        if (event.getSeq() <= asOfSeq) {
            return;
        }
        asOfSeq = event.getSeq();
        lastEvent = event;
        switch (event.getPayloadCase()) {
            case GROUP_CREATED -> {
                name = event.getGroupCreated().getName();
                memberCount = event.getGroupCreated().getMembersCount();
                rules = event.getGroupCreated().getRules();
                joined(event);
            }
            case GROUP_RENAMED -> name = event.getGroupRenamed().getName();
            case GROUP_RULES_CHANGED -> rules = event.getGroupRulesChanged().getRules();
            case MEMBERS_ADDED -> {
                memberCount += event.getMembersAdded().getUserIdsCount();
                joined(event);
            }
            case MEMBERS_REMOVED -> {
                memberCount =
                        Math.max(0, memberCount - event.getMembersRemoved().getUserIdsCount());
                leaves(event.getMembersRemoved().getUserIdsList().contains(me));
            }
            case MEMBER_LEFT -> {
                memberCount = Math.max(0, memberCount - 1);
                leaves(event.getUserId().equals(me));
                takeRole(event.getMemberLeft().getNewOwnerId(), Role.ROLE_OWNER);
            }
            case ROLE_CHANGED -> {
                boolean handedOver = event.getRoleChanged().getRole() == Role.ROLE_OWNER;
                if (handedOver && event.getUserId().equals(me)) {
                    role = Role.ROLE_ADMIN;
                }
                takeRole(
                        event.getRoleChanged().getUserId(),
                        event.getRoleChanged().getRole());
            }
            case MEMBERS_SILENCED -> {
                if (event.getMembersSilenced().getUserIdsList().contains(me)) {
                    silencedUntilMs = event.getMembersSilenced().getUntilMs();
                }
            }
            case TIMER_CHANGED -> timerMs = event.getTimerChanged().getDurationMs();
            case MESSAGE -> bringOut(event);
            case RECALLED, PAYLOAD_NOT_SET -> {}
        }
    }

    private void joined(ClientEvent event) {
        if (!joins(event)) {
            return;
        }
        left = false;
        arrangement = arrangement.out();
        role = event.getGroupCreated().getMembersList().stream()
                .filter(member -> member.getUserId().equals(me))
                .map(Member::getRole)
                .findAny()
                .orElse(Role.ROLE_MEMBER);
    }

    private void leaves(boolean isMe) {
        if (isMe) {
            left = true;
            arrangement = arrangement.unmarked(); // there is nothing left to read
        }
    }

    /** A countable message brings it out of the archive, whoever sent it; not one that came after it was muted. */
    void bringOut(ClientEvent event) {
        boolean comesOut = event.hasMessage() && !event.getMessage().getSilent();
        if (comesOut && event.getSeq() > arrangement.archivedSeq() && (!muted || event.getSeq() <= mutedSeq)) {
            arrangement = arrangement.out();
        }
    }

    private void takeRole(String user, Role given) {
        if (user.equals(me)) {
            role = given;
            silencedUntilMs = given.compareTo(Role.ROLE_ADMIN) >= 0 ? 0 : silencedUntilMs;
        }
    }

    /** True if a cursor of the other one moved. */
    boolean moveReceipt(Receipt receipt) {
        return isPair()
                && !receipt.getUserId().equals(me)
                && moveReceipt(receipt.getDeliveredSeq(), receipt.getReadSeq());
    }

    private boolean moveReceipt(long delivered, long read) {
        boolean moves = Math.max(delivered, read) > peerDeliveredSeq || read > peerReadSeq;
        peerReadSeq = Math.max(peerReadSeq, read);
        peerDeliveredSeq = Math.max(peerDeliveredSeq, Math.max(delivered, read)); // read implies delivered
        return moves;
    }

    /** What the user changed, here or on another device; what came later is known already. */
    void adopt(OwnChange change) {
        boolean isOld = change.getOwnVersion() > 0 && change.getOwnVersion() <= arrangement.version();
        if (isOld) {
            return;
        }
        if (change.hasMuted() && change.getMuted() != muted) {
            mutedSeq = change.getHeadSeq();
            arrangement = muted ? arrangement.unmuted(change.getHeadSeq()) : arrangement;
            muted = !muted;
        }
        blocked = change.hasBlocked() ? change.getBlocked() : blocked;
        arrangement = arrangement.after(change);
    }

    /** Learns the version that a change made. False if there are changes before it that are not known here. */
    boolean follow(long ownVersion) {
        arrangement = arrangement.next(ownVersion);
        return ownVersion <= arrangement.version();
    }

    /** The user reads. True if that took a mark away. */
    boolean unmark() {
        boolean marked = arrangement.markedUnread();
        arrangement = arrangement.unmarked();
        return marked;
    }

    Arrangement arrangement() {
        return arrangement;
    }

    boolean muted() {
        return muted;
    }

    boolean left() {
        return left;
    }

    long lastTimeMs() {
        return lastEvent == null ? 0 : lastEvent.getTimeMs();
    }

    Conversation view(long firstSeq, long have, long readSeq, long unread, UnreadMentions mentions) {
        return new Conversation(
                id,
                name,
                firstSeq,
                have,
                readSeq,
                unread,
                mentions,
                muted,
                blocked,
                role,
                memberCount,
                left,
                lastEvent,
                peerDeliveredSeq,
                peerReadSeq,
                rules,
                arrangement,
                silencedUntilMs,
                timerMs);
    }
}
