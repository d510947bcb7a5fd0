package io.hongyan.faults.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The alerts of a {@link Chat}: at once where a user is away, else after a time to confirm; needless ones are not sent. */
final class ChatAlerts {

    private static final long CONFIRM_MS = 5_000;
    private static final long AT_ONCE_MS = 100;

    private final Chat chat;
    private final List<Alert> alerts = new ArrayList<>();

    /** An alert that will be handed over, unless it is needless by then. */
    private record Alert(long dueMs, ChatPhone phone, ChatRoom room, long seq) {}

    ChatAlerts(Chat chat) {
        this.chat = chat;
    }

    void open(long nowMs, ChatRoom room, long seq, String sender) {
        for (ChatPhone phone : chat.phones) {
            String user = phone.user();
            if (phone.reader.device().equals("phone") && room.members.contains(user) && !user.equals(sender)) {
                boolean foreground = chat.stateOf(user) == PresenceState.ONLINE;
                alerts.add(new Alert(nowMs + (foreground ? CONFIRM_MS : AT_ONCE_MS), phone, room, seq));
            }
        }
    }

    /** Hands over what is due until a time. The time of the last one. */
    long handOver(long nowMs, long untilMs) {
        long now = nowMs;
        alerts.sort(Comparator.comparingLong(Alert::dueMs));
        while (!alerts.isEmpty() && alerts.getFirst().dueMs() <= untilMs) {
            Alert next = alerts.removeFirst();
            now = Math.max(now, next.dueMs());
            handOver(next, now);
        }
        return now;
    }

    private void handOver(Alert alert, long nowMs) {
        String user = alert.phone().user();
        ChatRoom room = alert.room();
        boolean shown = chat.phones.stream()
                .anyMatch(phone -> phone.user().equals(user)
                        && phone.isForeground()
                        && phone.have.getOrDefault(room.id, 0L) >= alert.seq());
        if (!shown
                && room.members.contains(user)
                && room.first(user) <= alert.seq()
                && !room.muted.contains(user)
                && room.cursors.getOrDefault(user, 0L) < alert.seq()
                && room.message(alert.seq()) instanceof Entry said) {
            chat.facts.add(new Fact.Pushed(
                    nowMs,
                    alert.phone().token(),
                    "id-%s-%d-%s".formatted(room.id, alert.seq(), alert.phone().reader),
                    room.id,
                    chat.total(user),
                    room.id,
                    alert.seq(),
                    alert.seq(),
                    said.state().words()));
        }
    }
}
