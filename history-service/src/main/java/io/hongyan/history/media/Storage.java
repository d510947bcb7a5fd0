package io.hongyan.history.media;

import io.hongyan.proto.media.v1.MediaLink;
import io.hongyan.proto.media.v1.UploadPlan;
import java.util.concurrent.CompletionStage;

/** Where the bytes lie. It knows nothing of who may see them: whoever asks it for a link has to know. Never blocks. */
public interface Storage {

    /** What to do next with an upload that is not finished. */
    CompletionStage<UploadPlan> plan(MediaItem item);

    /** Looks at all that was uploaded. What is sound cannot be changed by anybody afterwards. */
    CompletionStage<Checked> check(MediaItem item);

    /** A link to media that are ready, or to their small picture, which they have. */
    MediaLink link(MediaItem item, boolean thumbnail);

    /** Removes all there is of media, if there is anything. */
    CompletionStage<Void> remove(String mediaId);

    /** What a look at an upload says. */
    sealed interface Checked {

        /** Not all of it is there. */
        record Incomplete() implements Checked {}

        /** It is not what was announced. The sentence is for developers. */
        record Refused(String sentence) implements Checked {}

        /** It is what was announced. */
        record Sound(MediaItem.Picture picture) implements Checked {}
    }
}
