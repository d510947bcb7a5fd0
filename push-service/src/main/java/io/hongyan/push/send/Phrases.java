package io.hongyan.push.send;

import io.hongyan.push.decision.Bundle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What alerts say by themselves, in one language. Which one, by a device's tag (BCP 47): the file of its language and
 * region; else the file of its language, written in the same script; else English. So "es-MX" is Spanish, "zh-Hans-SG" is
 * zh-CN, and "zh-TW", which is written otherwise, is English until somebody writes it.
 */
public final class Phrases {

    private static final String BUNDLE = "io.hongyan.push.send.phrases";
    private static final Locale ENGLISH = Locale.ROOT;
    private static final List<Locale> TRANSLATED = List.of(Locale.forLanguageTag("zh-CN"), Locale.forLanguageTag("es"));
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");
    private static final Map<Locale, Phrases> ALL = Stream.concat(Stream.of(ENGLISH), TRANSLATED.stream())
            .collect(Collectors.toUnmodifiableMap(locale -> locale, Phrases::new));

    private final ResourceBundle texts;
    private final Locale locale;

    private Phrases(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                Phrases.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the nearest language that there is. A tag that is none is nobody's language. */
    public static Phrases in(String tag) {
        Locale asked = Locale.forLanguageTag(tag);
        Locale nearest = TRANSLATED.stream()
                .filter(one -> one.getLanguage().equals(asked.getLanguage())
                        && script(one).equals(script(asked)))
                .findFirst()
                .orElse(ENGLISH);
        Phrases found = ALL.get(nearest);
        if (found == null) {
            throw new IllegalStateException("no phrases for " + nearest);
        }
        return found;
    }

    /** Only Chinese is written in two scripts here: by its script where that is named, else by its region. */
    private static String script(Locale locale) {
        if (!locale.getLanguage().equals("zh")) {
            return "";
        }
        if (!locale.getScript().isEmpty()) {
            return locale.getScript();
        }
        return TRADITIONAL.contains(locale.getCountry()) ? "Hant" : "Hans";
    }

    /** Such as "New message" or "3 new messages"; beyond what is counted, "more than". */
    String messages(int number) {
        if (number <= 1) {
            return texts.getString("message.one");
        }
        return number < Bundle.MESSAGES_MAX
                ? format("message.many", number)
                : format("message.most", Bundle.MESSAGES_MAX - 1);
    }

    /** Such as "alice mentioned you". */
    String mention(String sender) {
        return format("mention", sender);
    }

    /** Instead of a message that was taken back. */
    String recalled() {
        return texts.getString("recalled");
    }

    private String format(String key, Object argument) {
        return String.format(locale, texts.getString(key), argument);
    }
}
