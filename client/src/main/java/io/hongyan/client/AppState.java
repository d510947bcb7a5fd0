package io.hongyan.client;

import io.hongyan.proto.client.v1.AppStateChange;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import java.util.concurrent.CompletionStage;

/**
 * Whether the app is in the background, and what the server has been told of it. An app that is opened connects and comes
 * to the foreground at once: a change during a login, or one that the server could not take, is told as soon as it can be.
 * Lives on the client's event loop.
 */
final class AppState {

    private final Link link;
    private boolean background;
    private boolean told;

    AppState(Link link, boolean background) {
        this.link = link;
        this.background = background;
    }

    /** What a hello says. */
    boolean inHello() {
        told = background;
        return background;
    }

    /** Tells the server of a change; if that is not possible now, later. */
    CompletionStage<ServerFrame> change(boolean toBackground) {
        background = toBackground;
        return tell();
    }

    /** Tells the server again, if it knows something else. */
    void catchUp() {
        if (told != background) {
            tell();
        }
    }

    private CompletionStage<ServerFrame> tell() {
        boolean now = background;
        return link.request(ClientFrame.newBuilder()
                        .setAppState(AppStateChange.newBuilder().setBackground(now))
                        .build())
                .whenComplete((answer, failed) -> {
                    if (failed == null && answer.hasAck()) {
                        told = now;
                    }
                });
    }
}
