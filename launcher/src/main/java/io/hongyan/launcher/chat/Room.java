package io.hongyan.launcher.chat;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.ChatClient;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.HistoryPage;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.SearchHit;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Reply;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what is typed. Called by the thread that reads, one line after the other. */
final class Room {

    private static final int HISTORY_LINES = 20;
    private static final int HITS = 10;
    private static final long ANSWER_SECONDS_MAX = 20;

    private final ChatClient client;
    private final News news;
    private final Screen screen;
    private final Transcript transcript;
    private final Clock clock;
    private final String me;
    private final Sending sending;
    private List<Conversation> listed = List.of();
    private long oldestShown;

    Room(ChatClient client, News news, Screen screen, Transcript transcript, Clock clock, String me, Sending sending) {
        this.client = client;
        this.news = news;
        this.screen = screen;
        this.transcript = transcript;
        this.clock = clock;
        this.me = me;
        this.sending = sending;
    }

    /** Does what a line says. What the server refuses is shown, not thrown. */
    void onLine(String line) {
        try {
            carryOut(Command.parse(line));
        } catch (CompletionException e) {
            Throwable cause = requireNonNullElse(e.getCause(), e);
            screen.note("  ✘ " + requireNonNullElse(cause.getMessage(), "no answer in time"));
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Nothing _ -> {}
            case Command.Say say -> say(say.text());
            case Command.Open open -> open(idOf(open.whom()));
            case Command.ListAll _ -> list();
            case Command.Group group ->
                open(answer(client.createGroup(newId(), group.name(), group.users()))
                        .getConversationId());
            case Command.Add add -> inOpen(id -> answer(client.addMembers(id, add.users())));
            case Command.Remove remove -> inOpen(id -> answer(client.removeMembers(id, remove.users())));
            case Command.Leave _ -> inOpen(id -> answer(client.leave(id)));
            case Command.Rename rename -> inOpen(id -> answer(client.rename(id, rename.name())));
            case Command.Announce announce -> inOpen(id -> announce(id, announce.adminsOnly()));
            case Command.Silence silence ->
                inOpen(id -> answer(client.silence(id, List.of(silence.user()), silence.duration())));
            case Command.Timer timer -> inOpen(id -> answer(client.setTimer(id, timer.after())));
            case Command.Recall recall -> inOpen(id -> recall(id, recall.seq()));
            case Command.Edit edit -> inOpen(id -> edit(id, edit.seq(), edit.text()));
            case Command.Reply reply -> inOpen(id -> send(client.send(id, newId(), reply(reply.seq(), reply.text()))));
            case Command.React react ->
                inOpen(id -> answer(
                        react.remove()
                                ? client.reactions().remove(id, react.seq(), react.emoji())
                                : client.reactions().add(id, react.seq(), react.emoji())));
            case Command.Mute mute ->
                inOpen(id -> {
                    answer(client.mute(id, mute.on()));
                    screen.note(mute.on() ? "  muted" : "  no longer muted");
                });
            case Command.Pin pin ->
                arrange(id -> client.arranging().pin(id, pin.on()), pin.on() ? "pinned" : "no longer pinned");
            case Command.Archive archive ->
                arrange(
                        id -> client.arranging().archive(id, archive.on()),
                        archive.on() ? "archived, until somebody writes" : "no longer archived");
            case Command.Unread _ -> arrange(id -> client.arranging().markUnread(id, true), "marked as unread");
            case Command.Block block -> inOpen(id -> block(id, block.on()));
            case Command.Who _ -> inOpen(this::who);
            case Command.Older _ -> inOpen(id -> history(id, oldestShown));
            case Command.Search search -> search(search.text());
            case Command.Help _ -> screen.print(Command.HELP);
            case Command.Quit _ -> screen.stop();
            case Command.Unclear unclear -> screen.note("  " + unclear.why());
        }
    }

    private void arrange(Function<String, CompletionStage<Ack>> change, String done) {
        inOpen(id -> {
            answer(change.apply(id));
            screen.note("  " + done);
        });
    }

    /** Whatever else the rules say stays as it is. */
    private void announce(String id, boolean adminsOnly) {
        GroupRules rules =
                answer(client.conversation(id)).map(Conversation::rules).orElseGet(GroupRules::getDefaultInstance);
        answer(client.setRules(
                id,
                rules.toBuilder()
                        .setPost(adminsOnly ? Role.ROLE_ADMIN : Role.ROLE_MEMBER)
                        .build()));
    }

    private void say(String text) {
        inOpen(id -> send(client.sendText(id, text)));
    }

    private void send(CompletionStage<Ack> acked) {
        sending.add(acked);
        acked.exceptionally(failed -> {
            Throwable cause = requireNonNullElse(failed.getCause(), failed);
            screen.note("  ✘ not sent: " + cause.getMessage());
            return Ack.getDefaultInstance();
        }); // what is sent comes as an event, with its number
    }

    private static Content reply(long seq, String text) {
        return Content.newBuilder()
                .setText(text)
                .setReplyTo(Reply.newBuilder().setSeq(seq))
                .build();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Opens a conversation, shows its latest messages, and has them read. */
    void open(String id) {
        Conversation conversation = answer(client.conversation(id)).orElse(null);
        news.open(id, conversation);
        screen.print(
                conversation == null
                        ? "  ── %s ──".formatted(title(id))
                        : "  ── %s ──%s".formatted(transcript.title(conversation), Transcript.mentioned(conversation)));
        long shown = 0;
        try {
            if (conversation != null) {
                shown = history(id, 0);
                news.readAll(answer(client.conversation(id)).orElse(conversation));
            } else if (Conversation.peerOf(id, me) != null) {
                screen.note("  No messages yet. What you type begins the conversation.");
            } // else a new group, whose first event is on its way here
        } finally {
            news.historyIsShown(shown);
        }
    }

    private String title(String id) {
        return requireNonNullElse(Conversation.peerOf(id, me), id);
    }

    /** Shows a page, and returns the highest seq on it; 0 if it is empty. */
    private long history(String id, long before) {
        if (before == 1) {
            screen.note("  That is the beginning.");
            return 0;
        }
        HistoryPage page = answer(client.historyBefore(id, before, HISTORY_LINES));
        Optional<Conversation> conversation = answer(client.conversation(id));
        for (ClientEvent event : page.getEventsList()) {
            conversation.ifPresent(known -> screen.print(transcript.line(known, event, LocalDate.now(clock))));
        }
        oldestShown = page.getEventsCount() > 0 ? page.getEvents(0).getSeq() : oldestShown;
        if (page.getMore()) {
            screen.note("  /older shows what was before");
        }
        return page.getEventsCount() > 0
                ? page.getEvents(page.getEventsCount() - 1).getSeq()
                : 0;
    }

    private void search(String text) {
        SearchPage page = answer(client.search(
                SearchRequest.newBuilder().setText(text).setPageSize(HITS).build()));
        if (page.getHitsCount() == 0) {
            screen.note("  Nothing found.");
        }
        for (SearchHit hit : page.getHitsList()) {
            String id = hit.getEvent().getConversationId();
            String where =
                    answer(client.conversation(id)).map(transcript::title).orElseGet(() -> title(id));
            screen.print(transcript.hit(where, hit, LocalDate.now(clock)));
        }
        if (!page.getNextPageToken().isEmpty()) {
            screen.note("  There are more; with more words there are fewer.");
        }
    }

    private void list() {
        listed = answer(client.conversations()).stream()
                .sorted(comparing(Conversation::isArchived).thenComparing(Conversation.LIST_ORDER))
                .toList();
        if (listed.isEmpty()) {
            screen.note("  No conversations yet: /open bob");
        }
        for (int i = 0; i < listed.size(); i++) {
            screen.print(transcript.entry(i + 1, listed.get(i), LocalDate.now(clock)));
        }
    }

    /** A number of the list, a group by id or name, else a user. */
    private String idOf(String whom) {
        if (whom.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(whom);
            if (number >= 1 && number <= listed.size()) {
                return listed.get(number - 1).id();
            }
        }
        return answer(client.conversations()).stream()
                .filter(known -> known.id().equals(whom)
                        || (!known.isOfTwo() && known.name().equals(whom)))
                .map(Conversation::id)
                .findFirst()
                .orElseGet(() -> Conversation.idBetween(me, whom));
    }

    private long mineOr(String id, long seq) {
        return seq > 0
                ? seq
                : answer(client.events(id)).reversed().stream()
                        .filter(event -> event.getUserId().equals(me)
                                && event.getMessage().hasContent())
                        .findFirst()
                        .map(ClientEvent::getSeq)
                        .orElse(0L);
    }

    private void edit(String id, long seq, String text) {
        long target = mineOr(id, seq);
        if (target == 0) {
            screen.note("  There is nothing of yours to edit.");
        } else {
            send(client.edit(
                    id, target, newId(), Content.newBuilder().setText(text).build()));
        }
    }

    private void recall(String id, long seq) {
        long target = mineOr(id, seq);
        if (target == 0) {
            screen.note("  There is nothing of yours to take back.");
        } else {
            answer(client.recall(id, target));
        }
    }

    private void block(String id, boolean on) {
        String peer = Conversation.peerOf(id, me);
        if (peer == null) {
            screen.note("  Only the other one of two can be blocked.");
            return;
        }
        answer(client.block(peer, on));
        screen.note(on ? "  %s is blocked".formatted(peer) : "  %s is no longer blocked".formatted(peer));
    }

    private void who(String id) {
        answer(client.members(MembersRequest.newBuilder().setConversationId(id).build()))
                .getMembersList()
                .forEach(member -> screen.print(transcript.member(member, news.presenceOf(member.getUserId()))));
    }

    private void inOpen(Consumer<String> action) {
        @Nullable String open = news.openId();
        if (open == null) {
            screen.note("  Open a conversation first: /open bob, or /list");
        } else {
            action.accept(open);
        }
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }
}
