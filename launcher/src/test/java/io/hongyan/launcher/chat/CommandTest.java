package io.hongyan.launcher.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void whatDoesNotBeginWithASlashIsSaid() {
        assertThat(Command.parse("  hi bob ")).isEqualTo(new Command.Say("hi bob"));
        assertThat(Command.parse("//etc/hosts")).isEqualTo(new Command.Say("/etc/hosts"));
        assertThat(Command.parse("   ")).isEqualTo(new Command.Nothing());
    }

    @Test
    void commandsTakeTheirWords() {
        assertThat(Command.parse("/open trip to Oslo")).isEqualTo(new Command.Open("trip to Oslo"));
        assertThat(Command.parse("/group trip bob  carol"))
                .isEqualTo(new Command.Group("trip", List.of("bob", "carol")));
        assertThat(Command.parse("/recall #12")).isEqualTo(new Command.Recall(12));
        assertThat(Command.parse("/recall")).isEqualTo(new Command.Recall(0));
        assertThat(Command.parse("/search grey  \"geese\"")).isEqualTo(new Command.Search("grey \"geese\""));
        assertThat(Command.parse("/search")).isInstanceOf(Command.Unclear.class);
        assertThat(Command.parse("/unmute")).isEqualTo(new Command.Mute(false));
        assertThat(Command.parse("/pin")).isEqualTo(new Command.Pin(true));
        assertThat(Command.parse("/unpin")).isEqualTo(new Command.Pin(false));
        assertThat(Command.parse("/archive")).isEqualTo(new Command.Archive(true));
        assertThat(Command.parse("/unarchive")).isEqualTo(new Command.Archive(false));
        assertThat(Command.parse("/unread")).isEqualTo(new Command.Unread());
    }

    @Test
    void messagesAreEditedAnsweredAndReactedTo() {
        assertThat(Command.parse("/edit #12 hello  there")).isEqualTo(new Command.Edit(12, "hello there"));
        assertThat(Command.parse("/edit hello 12")).isEqualTo(new Command.Edit(0, "hello 12"));
        assertThat(Command.parse("/reply 12 I agree")).isEqualTo(new Command.Reply(12, "I agree"));
        assertThat(Command.parse("/react #12 👍")).isEqualTo(new Command.React(12, "👍", false));
        assertThat(Command.parse("/unreact 12 :yes:")).isEqualTo(new Command.React(12, ":yes:", true));
        for (String unclear : List.of("/edit", "/edit 12", "/reply 12", "/reply I agree", "/react 👍", "/react 12")) {
            assertThat(Command.parse(unclear)).as(unclear).isInstanceOf(Command.Unclear.class);
        }
    }

    @Test
    void whatMakesNoSenseIsExplained() {
        assertThat(Command.parse("/open")).isEqualTo(new Command.Unclear("Whom? /open bob"));
        assertThat(Command.parse("/dance"))
                .isEqualTo(new Command.Unclear("There is no /dance; /help says what there is."));
        assertThat(Command.parse("/recall soon")).isInstanceOf(Command.Unclear.class);
    }

    @Test
    void argumentsMayComeInAnyOrderAndNonsenseIsRefused() {
        assertThat(ChatArguments.parse(List.of("--to", "bob", "alice", "--background", "--device", "laptop")))
                .contains(new ChatArguments("alice", "bob", true, "laptop"));
        assertThat(ChatArguments.parse(List.of("alice"))).contains(new ChatArguments("alice", "", false, "terminal"));
        assertThat(ChatArguments.parse(List.of())).isEqualTo(Optional.empty());
        assertThat(ChatArguments.parse(List.of("alice", "--to"))).isEqualTo(Optional.empty());
        assertThat(ChatArguments.parse(List.of("alice", "bob"))).isEqualTo(Optional.empty());
    }
}
