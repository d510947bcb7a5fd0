package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    @ParameterizedTest
    @CsvSource({
        "en, New message",
        "en-GB, New message",
        "zh-CN, 新消息",
        "zh, 新消息",
        "zh-Hans, 新消息",
        "zh-Hans-SG, 新消息",
        "zh-TW, New message",
        "zh-Hant, New message",
        "zh-Hant-CN, New message",
        "es, Mensaje nuevo",
        "es-419, Mensaje nuevo",
        "tlh, New message",
        "'', New message",
        "???, New message",
    })
    void theNearestLanguageSpeaks(String tag, String phrase) {
        assertThat(Phrases.in(tag).messages(1)).isEqualTo(phrase);
    }

    @Test
    void everyLanguageSaysEverything() throws IOException {
        Set<Object> english = keys("phrases.properties");

        assertThat(english).hasSize(5);
        assertThat(keys("phrases_zh_CN.properties")).isEqualTo(english);
        assertThat(keys("phrases_es.properties")).isEqualTo(english);
    }

    private static Set<Object> keys(String file) throws IOException {
        try (Reader text = new InputStreamReader(Phrases.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(text);
            return properties.keySet();
        }
    }
}
