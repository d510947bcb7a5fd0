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
        assertThat(Command.parse("/unmute")).isEqualTo(new Command.Mute(false));
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
