package io.hongyan.launcher.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PhoneScreensTest {

    private static final String TOKEN = "00112233445566778899aabbccddeeff";

    @Test
    void anAlertShowsItsTitleTextAndBadge() throws Exception {
        assertThat(show("{\"aps\":{\"alert\":{\"title\":\"alice\",\"body\":\"hi\"},\"badge\":3}}"))
                .isEqualTo("phone 00112233…  alice: hi  (badge 3)");
    }

    @Test
    void anAlertOfOneTextShowsIt() throws Exception {
        assertThat(show("{\"aps\":{\"alert\":\"hi\"}}")).isEqualTo("phone 00112233…  hi");
    }

    @Test
    void aBadgeAloneIsSilent() throws Exception {
        assertThat(show("{\"aps\":{\"badge\":0}}")).isEqualTo("phone 00112233…  silent  (badge 0)");
    }

    private static String show(String payload) throws Exception {
        return PhoneScreens.show(TOKEN, new ObjectMapper().readTree(payload));
    }
}
