package io.hongyan.history.archive.postgres;

import io.hongyan.proto.events.v1.Event;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a page as they are stored, and what their reader was in the moment when they were read.
 *
 * @param events ascending by seq
 * @param leftSeq the last event that the reader sees; null for a member, and for one of two
 */
record Extract(List<Event> events, @Nullable Long leftSeq) {

    /** For each place what rows tell of it. */
    static List<Extract> byPlace(RowSet<Row> rows, int places) {
        List<List<Event>> events = new ArrayList<>(places);
        var left = new Long[places];
        for (int i = 0; i < places; i++) {
            events.add(new ArrayList<>());
        }
        for (Row row : rows) {
            int place = row.getLong("place").intValue() - 1;
            events.get(place).add(ArchiveStore.parse(row.getBuffer("event")));
            left[place] = row.getLong("left_seq");
        }
        return IntStream.range(0, places)
                .mapToObj(i -> new Extract(events.get(i), left[i]))
                .toList();
    }
}
