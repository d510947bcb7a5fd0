package io.hongyan.faults.link;

import io.netty.channel.Channel;
import java.util.function.Supplier;

/** A connection and what it leads to. All on one event loop; the methods for others hand over to it. */
final class Pipe {

    private final Channel near;
    private final Channel far;
    private final Lane there;
    private final Lane back;
    private boolean forgotten;

    Pipe(Channel near, Channel far, Supplier<Weather> weather) {
        this.near = near;
        this.far = far;
        this.there = new Lane(near, far, weather, Weather::there, () -> {});
        this.back = new Lane(far, near, weather, Weather::back, this::onFarGone);
    }

    void start() {
        near.pipeline().addLast(there);
        far.pipeline().addLast(back);
        there.refresh();
        back.refresh();
    }

    void whenOver(Runnable action) {
        near.closeFuture().addListener(_ -> far.closeFuture().addListener(_ -> action.run()));
    }

    void weatherChanged() {
        near.eventLoop().execute(() -> {
            there.refresh();
            back.refresh();
        });
    }

    void close() {
        near.eventLoop().execute(() -> {
            near.close();
            far.close();
        });
    }

    /** The far side goes, and the near side is not told. */
    void forget() {
        near.eventLoop().execute(() -> {
            forgotten = true;
            back.closesTarget(false);
            far.close();
        });
    }

    private void onFarGone() {
        if (forgotten) {
            there.swallow();
        }
    }
}
