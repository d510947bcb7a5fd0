package io.hongyan.message.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Caller;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final String PREFIX = "hongyan.message.api.credentials.\"shop\".";
    /** Of the word "secret". */
    private static final String SHA_256 = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @Test
    void secretIsRecognisedByItsHash() {
        var credentials = credentials(SHA_256.toUpperCase(Locale.ROOT), "*");

        assertThat(credentials.recognise("Bearer secret").map(Caller::name)).contains("shop");
        assertThat(credentials.recognise("bearer secret").map(Caller::name)).contains("shop");
    }

    @Test
    void anythingElseIsNobody() {
        var credentials = credentials(SHA_256, "*");

        assertThat(credentials.recognise(null)).isEmpty();
        assertThat(credentials.recognise("Bearer Secret")).isEmpty();
        assertThat(credentials.recognise("Basic secret")).isEmpty();
        assertThat(credentials.recognise("Bearer " + SHA_256)).isEmpty();
        assertThat(credentials.recognise("Bearer ")).isEmpty();
    }

    @Test
    void wrongConfigurationIsNamed() {
        assertThatThrownBy(() -> credentials("abc", "*"))
                .hasMessage("hongyan.message.api.credentials.\"shop\".secret-sha256 must be 64 hexadecimal digits.");
        assertThatThrownBy(() -> credentials(SHA_256, "bot one"))
                .hasMessageContaining("has \"bot one\", which is no user id");
    }

    private static Credentials credentials(String sha256, String senders) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ApiConfig.class)
                .withDefaultValues(Map.of(
                        PREFIX + "secret-sha256",
                        sha256,
                        PREFIX + "senders",
                        senders,
                        "hongyan.message.api.reply-deadline",
                        "PT5S", // "5s" is Quarkus's own way to write it
                        "hongyan.message.api.explain-deadline",
                        "PT10S"))
                .build();
        return new Credentials(config.getConfigMapping(ApiConfig.class));
    }
}
