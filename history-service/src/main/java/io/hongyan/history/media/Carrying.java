package io.hongyan.history.media;

import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.proto.content.MediaIds;

/** Which media a message carries, as the user who asks is shown it. */
public final class Carrying {

    private Carrying() {}

    /**
     * Whether the only event of a page is a message that carries these media. One that was taken back carries nothing, and
     * one that was edited what it says now, or said when the user left.
     */
    public static boolean carries(ArchivedPage shown, String mediaId) {
        return shown.events().stream()
                .anyMatch(event -> MediaIds.carriedBy(event.getMessageSent().getContent())
                        .filter(mediaId::equals)
                        .isPresent());
    }
}
