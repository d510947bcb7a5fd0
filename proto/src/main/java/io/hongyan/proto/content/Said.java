package io.hongyan.proto.content;

import io.hongyan.proto.content.v1.ContactCard;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Location;

/** What can be read of a content. */
public final class Said {

    private Said() {}

    /** The text whose parts {@link Content#getEntitiesList()} speaks of; empty for kinds that have none. */
    public static String formatted(Content content) {
        return switch (content.getKindCase()) {
            case TEXT -> content.getText();
            case IMAGE -> content.getImage().getCaption();
            case VIDEO -> content.getVideo().getCaption();
            case FILE -> content.getFile().getCaption();
            case VOICE, LOCATION, CONTACT, CUSTOM, KIND_NOT_SET -> "";
        };
    }

    /**
     * The words of a content, as people would read them out: the text, the caption, the name of a file, of a place or of
     * somebody. Empty where there are none, as in a recording.
     */
    public static String words(Content content) {
        return switch (content.getKindCase()) {
            case TEXT, IMAGE, VIDEO -> formatted(content);
            case FILE ->
                either(content.getFile().getCaption(), content.getFile().getName());
            case LOCATION -> place(content.getLocation());
            case CONTACT -> somebody(content.getContact());
            case CUSTOM -> content.getCustom().getFallback();
            case VOICE, KIND_NOT_SET -> "";
        };
    }

    private static String place(Location location) {
        return either(location.getName(), location.getAddress());
    }

    private static String somebody(ContactCard contact) {
        return either(contact.getName(), contact.getUserId());
    }

    private static String either(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }
}
