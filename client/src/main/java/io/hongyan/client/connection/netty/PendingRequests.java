package io.hongyan.client.connection.netty;

import io.hongyan.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests that await their answers. All wait equally long, so that the eldest is the first to be overdue. */
final class PendingRequests {

    private record Pending(CompletableFuture<ServerFrame> answer, long deadline) {}

    private final Map<Integer, Pending> byId = new LinkedHashMap<>();
    private final int max;
    private int lastId;

    PendingRequests(int max) {
        this.max = max;
    }

    /** Keeps a request and returns its id; 0 if as many as allowed wait already. */
    int add(CompletableFuture<ServerFrame> answer, long deadline) {
        if (byId.size() >= max) {
            return 0;
        }
        do {
            lastId++;
        } while (lastId == 0 || byId.containsKey(lastId));
        byId.put(lastId, new Pending(answer, deadline));
        return lastId;
    }

    /** The request that an answer belongs to, which waits no longer; null if nobody waits for it. */
    @Nullable
    CompletableFuture<ServerFrame> take(int id) {
        Pending pending = byId.remove(id);
        return pending == null ? null : pending.answer();
    }

    /** Those whose time is over; they wait no longer. */
    List<CompletableFuture<ServerFrame>> takeOverdue(long now) {
        List<CompletableFuture<ServerFrame>> overdue = new ArrayList<>();
        Iterator<Pending> eldestFirst = byId.values().iterator();
        while (eldestFirst.hasNext()) {
            Pending pending = eldestFirst.next();
            if (pending.deadline() - now > 0) {
                break;
            }
            eldestFirst.remove();
            overdue.add(pending.answer());
        }
        return overdue;
    }

    /** All of them; none waits any longer. */
    List<CompletableFuture<ServerFrame>> takeAll() {
        List<CompletableFuture<ServerFrame>> all =
                byId.values().stream().map(Pending::answer).toList();
        byId.clear();
        return all;
    }

    /** When the eldest is overdue; null if nobody waits. */
    @Nullable
    Long nextDeadline() {
        Iterator<Pending> eldestFirst = byId.values().iterator();
        return eldestFirst.hasNext() ? eldestFirst.next().deadline() : null;
    }
}
