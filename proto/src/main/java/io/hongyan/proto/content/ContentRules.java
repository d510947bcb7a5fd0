package io.hongyan.proto.content;

import io.hongyan.proto.content.v1.ContactCard;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Location;
import io.hongyan.proto.content.v1.Mentions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the content of a message may look like: the bounds that {@code content.proto} states. The connector, the API for back ends
 * and the sequencer ask the same, so that none takes what another refuses. Whether what it refers to exists is the sequencer's
 * to say.
 */
public final class ContentRules {

    private static final int FALLBACK_MAX = 200;
    private static final int MENTIONS_MAX = 100;
    private static final int FORWARDS_MAX = 1_000;
    private static final int PLACE_NAME_MAX = 200;
    private static final int ADDRESS_MAX = 500;
    private static final int ACCURACY_MAX = 100_000;
    private static final int CONTACT_NAME_MAX = 100;
    private static final int WAYS_MAX = 10;
    private static final int PHONE_MAX = 50;
    private static final int EMAIL_MAX = 254;

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern CUSTOM_TYPE = Pattern.compile("[A-Za-z0-9._/+-]{1,100}");

    private ContentRules() {}

    /**
     * What is wrong with a content; null if nothing is.
     *
     * @param textMax the longest text, in Unicode code points
     * @param bytesMax the longest content, in bytes of its encoding
     */
    public static @Nullable Objection objection(Content content, int textMax, int bytesMax) {
        int bytes = content.getSerializedSize();
        if (bytes > bytesMax) {
            return Objection.tooLarge("content has " + bytes + " bytes; at most " + bytesMax + " are allowed.");
        }
        Objection kind = ofKind(content, textMax);
        if (kind != null) {
            return kind;
        }
        Objection entities = EntityRules.objection(content);
        if (entities != null) {
            return entities;
        }
        return content.hasMentions() || content.hasReplyTo() || content.getForwards() != 0
                ? ofReferences(content)
                : null;
    }

    private static @Nullable Objection ofKind(Content content, int textMax) {
        return switch (content.getKindCase()) {
            case TEXT -> text(content.getText(), textMax);
            case CUSTOM -> custom(content.getCustom());
            case IMAGE -> MediaRules.image(content.getImage());
            case VOICE -> MediaRules.voice(content.getVoice());
            case VIDEO -> MediaRules.video(content.getVideo());
            case FILE -> MediaRules.file(content.getFile());
            case LOCATION -> location(content.getLocation());
            case CONTACT -> contact(content.getContact());
            case KIND_NOT_SET ->
                Objection.invalid("content must have text, image, voice, video, file, location, contact or custom.");
        };
    }

    private static @Nullable Objection text(String text, int max) {
        if (text.isEmpty()) {
            return Objection.invalid("content.text must not be empty.");
        }
        return isLonger(text, max)
                ? Objection.tooLarge("content.text must have at most " + max + " characters.")
                : null;
    }

    private static @Nullable Objection custom(Custom custom) {
        if (!CUSTOM_TYPE.matcher(custom.getType()).matches()) {
            return Objection.invalid("content.custom.type must be 1 to 100 characters of [A-Za-z0-9._/+-].");
        }
        return atMost(FALLBACK_MAX, "content.custom.fallback", custom.getFallback());
    }

    private static @Nullable Objection location(Location location) {
        if (!isWithin(location.getLatitude(), 90) || !isWithin(location.getLongitude(), 180)) {
            return Objection.invalid(
                    "content.location must have a latitude of -90 to 90 and a longitude of -180 to 180 degrees.");
        }
        if (!(location.getAccuracyM() >= 0 && location.getAccuracyM() <= ACCURACY_MAX)) {
            return Objection.invalid("content.location.accuracy_m must be 0 to " + ACCURACY_MAX + ".");
        }
        Objection name = atMost(PLACE_NAME_MAX, "content.location.name", location.getName());
        return name != null ? name : atMost(ADDRESS_MAX, "content.location.address", location.getAddress());
    }

    private static boolean isWithin(double degrees, int bound) {
        return degrees >= -bound && degrees <= bound; // and so not NaN
    }

    private static @Nullable Objection contact(ContactCard contact) {
        if (!contact.getUserId().isEmpty() && !isUser(contact.getUserId())) {
            return Objection.invalid(
                    "content.contact.user_id must be 1 to 64 characters of [A-Za-z0-9._@-], or empty.");
        }
        if (!isLong(contact.getName(), CONTACT_NAME_MAX)) {
            return Objection.invalid("content.contact.name must have 1 to " + CONTACT_NAME_MAX + " characters.");
        }
        if (contact.getPhonesCount() > WAYS_MAX
                || !contact.getPhonesList().stream().allMatch(phone -> isLong(phone, PHONE_MAX))) {
            return Objection.invalid("content.contact.phones must be at most 10, each of 1 to 50 characters.");
        }
        if (contact.getEmailsCount() > WAYS_MAX
                || !contact.getEmailsList().stream().allMatch(email -> isLong(email, EMAIL_MAX))) {
            return Objection.invalid("content.contact.emails must be at most 10, each of 1 to 254 characters.");
        }
        return null;
    }

    private static @Nullable Objection ofReferences(Content content) {
        Mentions mentions = content.getMentions();
        if (mentions.getUserIdsCount() > MENTIONS_MAX) {
            return Objection.invalid("content.mentions must name at most " + MENTIONS_MAX + " users.");
        }
        if (!mentions.getUserIdsList().stream().allMatch(ContentRules::isUser)) {
            return Objection.invalid("content.mentions.user_ids must each be 1 to 64 characters of [A-Za-z0-9._@-].");
        }
        if (content.hasReplyTo()) {
            long seq = content.getReplyTo().getSeq();
            if (seq <= 0) {
                return Objection.invalid("content.reply_to.seq must be 1 or more.");
            }
            if (Long.compareUnsigned(content.getReplyTo().getThreadSeq(), seq) > 0) {
                return Objection.invalid("content.reply_to.thread_seq must be at most its seq.");
            }
        }
        return content.getForwards() < 0 || content.getForwards() > FORWARDS_MAX
                ? Objection.invalid("content.forwards must be at most " + FORWARDS_MAX + ".")
                : null;
    }

    static boolean isUser(String userId) {
        return USER.matcher(userId).matches();
    }

    static @Nullable Objection atMost(int codePoints, String field, String text) {
        return isLonger(text, codePoints)
                ? Objection.invalid(field + " must have at most " + codePoints + " characters.")
                : null;
    }

    private static boolean isLong(String text, int codePointsMax) {
        return !text.isEmpty() && !isLonger(text, codePointsMax);
    }

    private static boolean isLonger(String text, int codePointsMax) {
        // Most texts are short: no need to look at each character of those.
        return text.length() > codePointsMax && text.codePointCount(0, text.length()) > codePointsMax;
    }
}
