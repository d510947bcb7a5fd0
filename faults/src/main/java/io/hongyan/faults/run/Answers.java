package io.hongyan.faults.run;

import io.hongyan.client.ChatClient;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.faults.oracle.Entry;
import io.hongyan.faults.oracle.Look.Count;
import io.hongyan.faults.oracle.Look.Counts;
import io.hongyan.faults.oracle.Look.History;
import io.hongyan.proto.client.v1.HistoryPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an app says when its user looks: what it counts, and what it gets when scrolled back to the beginning. */
final class Answers {

    private static final int PAGE = 100;

    private Answers() {}

    static Counts counts(Phone phone) {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (Conversation conversation : Phone.await(phone.client().conversations())) {
            if (conversation.haveSeq() > 0 || conversation.lastEvent() != null) { // else only muted or blocked
                counts.put(
                        conversation.id(),
                        new Count(
                                conversation.readSeq(),
                                conversation.unread(),
                                conversation.muted(),
                                conversation.mentions().count(),
                                conversation.mentions().seqs()));
            }
        }
        return new Counts(phone.reader(), counts, Phone.await(phone.client().unreadTotal()));
    }

    /** All that the user may see of each conversation, as a device shows it that is scrolled back page by page. */
    static List<History> scrolledBack(Phone phone) {
        List<History> histories = new ArrayList<>();
        for (Conversation conversation : Phone.await(phone.client().conversations())) {
            if (conversation.haveSeq() > 0) {
                histories.add(
                        new History(phone.reader(), conversation.id(), 0, pages(phone.client(), conversation.id())));
            }
        }
        return histories;
    }

    private static List<Entry> pages(ChatClient client, String conversation) {
        List<List<Entry>> pages = new ArrayList<>();
        long before = 0;
        boolean more = true;
        while (more) {
            HistoryPage page = Phone.await(client.historyBefore(conversation, before, PAGE));
            pages.add(page.getEventsList().stream().map(Entries::fromEvent).toList());
            more = page.getMore() && page.getEventsCount() > 0;
            before = page.getEventsCount() > 0 ? page.getEvents(0).getSeq() : before;
        }
        List<Entry> entries = new ArrayList<>();
        pages.reversed().forEach(entries::addAll);
        return entries;
    }
}
