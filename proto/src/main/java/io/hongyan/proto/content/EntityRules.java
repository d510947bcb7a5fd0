package io.hongyan.proto.content;

import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Entity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What parts of a text may be said to look like. Links lead where a browser or a phone may go, and run nothing. */
final class EntityRules {

    private static final int ENTITIES_MAX = 100;
    private static final int URL_MAX = 2_048;
    private static final Pattern LINK = Pattern.compile("(?:https?://|mailto:|tel:)[^\\s\\p{Cc}\"<>]+");

    private EntityRules() {}

    static @Nullable Objection objection(Content content) {
        if (content.getEntitiesCount() == 0) {
            return null; // nearly all
        }
        if (content.getEntitiesCount() > ENTITIES_MAX) {
            return Objection.invalid("content.entities must be at most " + ENTITIES_MAX + ".");
        }
        String text = Said.formatted(content);
        int start = 0;
        for (Entity entity : content.getEntitiesList()) {
            Objection objection = objection(entity, start, text);
            if (objection != null) {
                return objection;
            }
            start = entity.getStart();
        }
        return null;
    }

    private static @Nullable Objection objection(Entity entity, int startMin, String text) {
        long end = Integer.toUnsignedLong(entity.getStart()) + Integer.toUnsignedLong(entity.getLength());
        if (entity.getLength() == 0 || end > text.length()) {
            return Objection.invalid("content.entities must each have a length of 1 or more and lie within the text.");
        }
        if (entity.getStart() < startMin) {
            return Objection.invalid("content.entities must be in the order of their start.");
        }
        if (isWithinPair(text, entity.getStart()) || isWithinPair(text, (int) end)) {
            return Objection.invalid("content.entities must not begin or end within a surrogate pair.");
        }
        return switch (entity.getKind()) {
            case ENTITY_KIND_UNSPECIFIED -> Objection.invalid("content.entities must each have a kind.");
            case ENTITY_KIND_LINK -> link(entity);
            case ENTITY_KIND_USER -> user(entity);
            default -> bare(entity); // a kind of a later version, too: it costs nothing and says nothing
        };
    }

    private static boolean isWithinPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    private static @Nullable Objection link(Entity entity) {
        return entity.getUrl().length() <= URL_MAX
                        && LINK.matcher(entity.getUrl()).matches()
                        && entity.getUserId().isEmpty()
                ? null
                : Objection.invalid("content.entities of kind LINK must have only a url, of at most " + URL_MAX
                        + " characters that begins with https:, http:, mailto: or tel:.");
    }

    private static @Nullable Objection user(Entity entity) {
        return ContentRules.isUser(entity.getUserId()) && entity.getUrl().isEmpty()
                ? null
                : Objection.invalid(
                        "content.entities of kind USER must have only a user_id, 1 to 64 characters of [A-Za-z0-9._@-].");
    }

    private static @Nullable Objection bare(Entity entity) {
        return entity.getUrl().isEmpty() && entity.getUserId().isEmpty()
                ? null
                : Objection.invalid("content.entities have a url or a user_id only where their kind is LINK or USER.");
    }
}
