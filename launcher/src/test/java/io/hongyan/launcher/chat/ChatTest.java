package io.hongyan.launcher.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.launcher.Endpoints;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chat as a script uses it: lines in, lines out, over a real socket. */
class ChatTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void everyLineOfAScriptIsSaidAndNoneIsLostAtItsEnd() throws Exception {
        try (TinyServer server = new TinyServer()) {

            int status = run(server.endpoints(), List.of("alice", "--to", "bob"), "hi bob\n/help\nsee you\n");

            assertThat(status).isZero();
            assertThat(server.texts()).containsExactly("alice: hi bob", "alice: see you");
            assertThat(shown.toString(UTF_8))
                    .contains("You are alice, on device “terminal”.")
                    .contains("── bob ──")
                    .contains("No messages yet.")
                    .contains("/rename NAME");
        }
    }

    @Test
    void aSearchShowsWhatItFinds() throws Exception {
        try (TinyServer server = new TinyServer()) {
            run(server.endpoints(), List.of("alice", "--to", "bob"), "grey geese\n");

            int status = run(server.endpoints(), List.of("alice"), "/search grey\n/search swans\n");

            assertThat(status).isZero();
            assertThat(shown.toString(UTF_8))
                    .contains("bob  #1  you: [grey] geese")
                    .contains("Nothing found.");
        }
    }

    @Test
    void commandsEndTheChatAndNonsenseIsExplained() throws Exception {
        try (TinyServer server = new TinyServer()) {

            int status = run(server.endpoints(), List.of("alice"), "hello?\n/dance\n/quit\nnever said\n");

            assertThat(status).isZero();
            assertThat(server.texts()).isEmpty();
            assertThat(shown.toString(UTF_8))
                    .contains("Open a conversation first")
                    .contains("There is no /dance");
        }
    }

    @Test
    void usageIsShownWhereTheArgumentsMakeNoSense() {
        int status = run(new Endpoints("127.0.0.1", 1, 1, 1, ""), List.of(), "");

        assertThat(status).isEqualTo(2);
        assertThat(shown.toString(UTF_8)).startsWith("usage: ./hongyan chat USER");
    }

    private int run(Endpoints endpoints, List<String> args, String typed) {
        LineScreen screen =
                new LineScreen(new BufferedReader(new StringReader(typed)), new PrintStream(shown, true, UTF_8));
        return Chat.run(args, endpoints, user -> "token of " + user, screen);
    }
}
