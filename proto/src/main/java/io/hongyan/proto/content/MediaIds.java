package io.hongyan.proto.content;

import io.hongyan.proto.content.v1.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/** What media that the suite keeps are called: 26 characters that are drawn at random, and say nothing. */
public final class MediaIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-z]{26}");

    private MediaIds() {}

    /** Whether media can be called so. What has this form can be part of a path and of a URL as it is. */
    public static boolean isOne(String id) {
        return FORM.matcher(id).matches();
    }

    /** The media that a content carries, if it carries some that the suite keeps. */
    public static Optional<String> carriedBy(Content content) {
        String id = switch (content.getKindCase()) {
            case IMAGE -> content.getImage().getMedia().getMediaId();
            case VOICE -> content.getVoice().getMedia().getMediaId();
            case VIDEO -> content.getVideo().getMedia().getMediaId();
            case FILE -> content.getFile().getMedia().getMediaId();
            case TEXT, CUSTOM, LOCATION, CONTACT, KIND_NOT_SET -> "";
        };
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }
}
