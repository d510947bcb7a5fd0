package io.hongyan.proto.content;

import java.util.regex.Pattern;

/** Media types, as messages and uploads may name them: those of RFC 6838 without parameters, in lower case. */
public final class MediaTypes {

    static final Pattern ANY = Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}");
    static final Pattern PICTURE = Pattern.compile("image/(?:jpeg|png|gif|webp|avif|heic|heif)");

    private MediaTypes() {}

    /** Whether it is a media type. */
    public static boolean isOne(String type) {
        return ANY.matcher(type).matches();
    }

    /** Whether it is the type of a picture that an image may be. SVG is none: it can hold scripts. */
    public static boolean isPicture(String type) {
        return PICTURE.matcher(type).matches();
    }
}
