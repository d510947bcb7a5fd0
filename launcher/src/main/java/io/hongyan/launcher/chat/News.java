package io.hongyan.launcher.chat;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Receipt;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.presence.v1.PresenceState;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what happens: in the open conversation line by line, elsewhere in short. */
final class News implements ChatListener {

    private static final int PRESENCES_MAX = 1_000;
    private static final int TYPING_SECONDS = 10;
    private static final int HELD_MAX = 500;

    private final Screen screen;
    private final Transcript transcript;
    private final Clock clock;
    private final String me;
    private final boolean background;
    private final Map<String, PresenceState> presences = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PresenceState> eldest) {
            return size() > PRESENCES_MAX;
        }
    };
    private @Nullable ChatClient client;
    private volatile @Nullable String openId; // also read under the terminal's lock: taking ours there could deadlock
    private String openTitle = "";
    private final NavigableMap<Long, String> held = new TreeMap<>();
    private boolean holding;
    private String typist = "";
    private int typingSignals;
    private long badge;
    private ConnectionState state = ConnectionState.CONNECTING;
    private boolean quietUntilOnline = true;
    private boolean leaving;

    News(Screen screen, Transcript transcript, Clock clock, String me, boolean background) {
        this.screen = screen;
        this.transcript = transcript;
        this.clock = clock;
        this.me = me;
        this.background = background;
    }

    /** The client that the news come from. */
    synchronized void from(ChatClient source) {
        client = source;
    }

    /** From now on this conversation is shown line by line; what comes is held back until its history is shown. */
    synchronized void open(String id, @Nullable Conversation conversation) {
        openId = id;
        holding = true;
        held.clear();
        openTitle = conversation == null ? title(id) : transcript.title(conversation);
        typist = "";
        prompt();
    }

    /** Its history is shown up to a seq: what came meanwhile follows. */
    synchronized void historyIsShown(long upTo) {
        holding = false;
        held.tailMap(upTo, false).values().forEach(screen::print);
        held.clear();
    }

    private String title(String id) {
        String peer = Conversation.peerOf(id, me);
        return peer == null ? id : peer;
    }

    /** Everything that is shown now counts as read, unless the app is in the background. */
    synchronized void readAll(Conversation conversation) {
        if (!background
                && client != null
                && (conversation.unread() > 0 || conversation.arrangement().markedUnread())) {
            client.read(conversation.id(), conversation.haveSeq());
        }
    }

    /** The catching up of the login is over: what comes from now on is news. */
    synchronized void beginToTell() {
        quietUntilOnline = false;
        prompt();
    }

    @Nullable
    String openId() {
        return openId;
    }

    /** The user leaves: that the connection ends then is no news. */
    synchronized void endOfTelling() {
        leaving = true;
    }

    synchronized @Nullable PresenceState presenceOf(String user) {
        return presences.get(user);
    }

    @Override
    public synchronized void onEvents(Conversation conversation, List<ClientEvent> events) {
        if (quietUntilOnline) {
            return; // shown when the conversation is opened
        }
        if (!conversation.id().equals(openId)) {
            long others = events.stream()
                    .filter(event -> !event.getUserId().equals(me))
                    .count();
            if (others > 0 && !conversation.muted()) {
                String count = conversation.unread() > 0 ? " " + Transcript.news(conversation) : "";
                screen.note("  ✉ " + transcript.title(conversation) + count);
            }
            return;
        }
        openTitle = transcript.title(conversation);
        events.forEach(event -> show(event.getSeq(), transcript.line(conversation, event, LocalDate.now(clock))));
        if (events.stream().anyMatch(event -> event.getUserId().equals(typist))) {
            typist = "";
        }
        prompt();
        readAll(conversation);
    }

    private void show(long seq, String line) {
        if (!holding) {
            screen.print(line);
        } else if (held.size() < HELD_MAX) {
            held.put(seq, line); // beyond it, /older has them
        }
    }

    @Override
    public synchronized void onReceipt(Receipt receipt) {
        if (receipt.getConversationId().equals(openId)) {
            screen.note(
                    receipt.getReadSeq() > 0
                            ? "  ✓✓ read by %s up to #%d".formatted(receipt.getUserId(), receipt.getReadSeq())
                            : "  ✓✓ delivered to %s up to #%d"
                                    .formatted(receipt.getUserId(), receipt.getDeliveredSeq()));
        }
    }

    @Override
    public synchronized void onTyping(TypingSignal typing) {
        if (typing.getConversationId().equals(openId)) {
            typist = typing.getTyping() ? typing.getUserId() : "";
            int signal = ++typingSignals;
            prompt();
            CompletableFuture.delayedExecutor(TYPING_SECONDS, TimeUnit.SECONDS).execute(() -> forgetTypist(signal));
        }
    }

    private synchronized void forgetTypist(int signal) {
        if (signal == typingSignals && !typist.isEmpty()) {
            typist = "";
            prompt();
        }
    }

    @Override
    public synchronized void onPresence(List<UserPresence> users) {
        users.forEach(user -> {
            PresenceState before = presences.put(user.getUserId(), user.getState());
            boolean isNews = before != user.getState() && user.getState() != PresenceState.PRESENCE_STATE_UNSPECIFIED;
            if (isNews && user.getUserId().equals(openTitle)) {
                screen.note("  "
                        + transcript.presence(
                                user.getUserId(), user.getState(), user.getLastSeenMs(), LocalDate.now(clock)));
            }
        });
        prompt();
    }

    @Override
    public synchronized void onUnreadTotal(long total) {
        badge = total;
        prompt();
    }

    @Override
    public synchronized void onState(ConnectionState now, String why) {
        if (now == ConnectionState.WAITING && state == ConnectionState.ONLINE) {
            screen.note("  … connection lost, trying again: " + why);
        } else if (now == ConnectionState.ONLINE && !quietUntilOnline) {
            screen.note("  … connected again");
        } else if (now == ConnectionState.STOPPED && !leaving) {
            screen.note("  … not connected any more: " + why);
        }
        state = now;
        prompt();
    }

    @Override
    public synchronized void onError(Error error) {
        screen.note("  ✘ " + error.getMessage());
    }

    private void prompt() {
        String where = openId == null
                ? me
                : "%s %s%s"
                        .formatted(
                                Transcript.dot(presences.get(openTitle)),
                                openTitle,
                                typist.isEmpty() ? "" : " (%s types…)".formatted(typist));
        String elsewhere = badge > 0 ? " [%d unread]".formatted(badge) : "";
        String trouble = state == ConnectionState.ONLINE ? "" : " (offline)";
        screen.prompt(where + elsewhere + trouble + "> ");
    }
}
