package io.hongyan.history.media;

import com.google.protobuf.ByteString;
import io.hongyan.proto.media.v1.MediaReady;
import io.hongyan.proto.media.v1.MediaThumbnail;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Media that were announced, and perhaps are there.
 *
 * @param mediaId 26 characters that nobody guesses
 * @param userId who uploads them
 * @param contentType their media type
 * @param sizeBytes how many bytes they have, once they are there
 * @param sha256 their hash
 * @param ready whether they are there, and were checked
 * @param picture what was found out of a picture; {@link Picture#UNKNOWN} of anything else
 */
public record MediaItem(
        String mediaId,
        String userId,
        String contentType,
        long sizeBytes,
        ByteString sha256,
        boolean ready,
        Picture picture) {

    /** Digits and letters without those that look alike. 5 bits each: 26 of them are 130. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int ID_LENGTH = 26;

    /**
     * What was found out of a picture.
     *
     * @param width in pixels, 0 where not known
     * @param height in pixels, 0 where not known
     * @param thumbnail the small picture, if there is one
     */
    public record Picture(int width, int height, @Nullable Thumbnail thumbnail) {

        /** Of no picture, or of one whose size could not be read. */
        public static final Picture UNKNOWN = new Picture(0, 0, null);
    }

    /** A small picture: its media type, and how large it is. */
    public record Thumbnail(String contentType, int sizeBytes, int width, int height) {}

    /** An id that nobody has yet. */
    public static String newId(RandomGenerator random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** The same, found to be what was announced. */
    public MediaItem checked(Picture found) {
        return new MediaItem(mediaId, userId, contentType, sizeBytes, sha256, true, found);
    }

    /** What whoever uploaded them is told. */
    public MediaReady told() {
        var told = MediaReady.newBuilder()
                .setMediaId(mediaId)
                .setContentType(contentType)
                .setSizeBytes(sizeBytes)
                .setSha256(sha256)
                .setWidth(picture.width())
                .setHeight(picture.height());
        Thumbnail small = picture.thumbnail();
        return small == null
                ? told.build()
                : told.setThumbnail(MediaThumbnail.newBuilder()
                                .setContentType(small.contentType())
                                .setSizeBytes(small.sizeBytes())
                                .setWidth(small.width())
                                .setHeight(small.height()))
                        .build();
    }
}
