package io.hongyan.proto.content;

import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.content.v1.Video;
import io.hongyan.proto.content.v1.Voice;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What contents that refer to bytes elsewhere may look like. Nobody here loads them: receivers do. */
final class MediaRules {

    private static final int URL_MAX = 2_048;
    private static final long SIZE_MAX = 10_737_418_240L;
    private static final int SHA256_BYTES = 32;
    private static final int PIXELS_MAX = 100_000;
    private static final int DURATION_MAX = 86_400_000;
    private static final int PREVIEW_BYTES_MAX = 4_096;
    private static final int WAVEFORM_BYTES_MAX = 256;
    private static final int CAPTION_MAX = 1_024;

    private static final Pattern HTTPS =
            Pattern.compile("https://[^\\s\\p{Cc}\"<>\\\\/@]+(?:/[^\\s\\p{Cc}\"<>\\\\]*)?");
    private static final Pattern AUDIO = Pattern.compile("audio/.+");
    private static final Pattern FILM = Pattern.compile("video/.+");

    /** Not in names: what leads elsewhere, what cannot be seen, and what makes "exe.jpg" of "gpj.exe". */
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?!\\.{1,2}\\z)[^/\\\\\\p{Cc}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]{1,255}");

    private MediaRules() {}

    static @Nullable Objection image(Image image) {
        return first(
                media(
                        "content.image.media",
                        image.getMedia(),
                        MediaTypes.PICTURE,
                        "image/jpeg, png, gif, webp, avif, heic or heif"),
                pixels("content.image", image.getWidth(), image.getHeight()),
                preview("content.image.preview", image.getPreview().size()),
                ContentRules.atMost(CAPTION_MAX, "content.image.caption", image.getCaption()),
                ContentRules.atMost(CAPTION_MAX, "content.image.description", image.getDescription()));
    }

    static @Nullable Objection voice(Voice voice) {
        return first(
                media("content.voice.media", voice.getMedia(), AUDIO, "audio/…"),
                duration("content.voice.duration_ms", voice.getDurationMs()),
                voice.getWaveform().size() > WAVEFORM_BYTES_MAX
                        ? Objection.invalid(
                                "content.voice.waveform must have at most " + WAVEFORM_BYTES_MAX + " bytes.")
                        : null);
    }

    static @Nullable Objection video(Video video) {
        return first(
                media("content.video.media", video.getMedia(), FILM, "video/…"),
                pixels("content.video", video.getWidth(), video.getHeight()),
                duration("content.video.duration_ms", video.getDurationMs()),
                preview("content.video.preview", video.getPreview().size()),
                ContentRules.atMost(CAPTION_MAX, "content.video.caption", video.getCaption()));
    }

    static @Nullable Objection file(File file) {
        return first(
                media("content.file.media", file.getMedia(), MediaTypes.ANY, "type/subtype in lower case"),
                FILE_NAME.matcher(file.getName()).matches()
                        ? null
                        : Objection.invalid("content.file.name must be 1 to 255 characters without slashes, control"
                                + " characters and those that turn the direction of writing, and not \".\" or \"..\"."),
                ContentRules.atMost(CAPTION_MAX, "content.file.caption", file.getCaption()));
    }

    private static @Nullable Objection media(String field, Media media, Pattern type, String types) {
        Objection source = source(field, media);
        if (source != null) {
            return source;
        }
        String contentType = media.getContentType();
        if (!MediaTypes.isOne(contentType) || !type.matcher(contentType).matches()) {
            return Objection.invalid(field + ".content_type must be " + types + ".");
        }
        if (media.getSizeBytes() < 1 || media.getSizeBytes() > SIZE_MAX) {
            return Objection.invalid(field + ".size_bytes must be 1 to " + SIZE_MAX + ".");
        }
        return media.getSha256().isEmpty() || media.getSha256().size() == SHA256_BYTES
                ? null
                : Objection.invalid(field + ".sha256 must have " + SHA256_BYTES + " bytes, or none.");
    }

    private static @Nullable Objection source(String field, Media media) {
        if (media.hasMediaId()) {
            return MediaIds.isOne(media.getMediaId())
                    ? null
                    : Objection.invalid(field + ".media_id must be 26 characters of [0-9a-z].");
        }
        String url = media.getUrl();
        return url.length() <= URL_MAX && HTTPS.matcher(url).matches()
                ? null
                : Objection.invalid(field + ".url must be an https URL of at most " + URL_MAX + " characters.");
    }

    private static @Nullable Objection pixels(String field, int width, int height) {
        return width >= 1 && width <= PIXELS_MAX && height >= 1 && height <= PIXELS_MAX
                ? null
                : Objection.invalid(field + ".width and height must each be 1 to " + PIXELS_MAX + ".");
    }

    private static @Nullable Objection duration(String field, int millis) {
        return millis >= 1 && millis <= DURATION_MAX
                ? null
                : Objection.invalid(field + " must be 1 to " + DURATION_MAX + ".");
    }

    private static @Nullable Objection preview(String field, int bytes) {
        return bytes > PREVIEW_BYTES_MAX
                ? Objection.invalid(field + " must have at most " + PREVIEW_BYTES_MAX + " bytes.")
                : null;
    }

    private static @Nullable Objection first(@Nullable Objection... objections) {
        for (Objection objection : objections) {
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }
}
