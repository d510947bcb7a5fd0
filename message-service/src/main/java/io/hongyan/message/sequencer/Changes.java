package io.hongyan.message.sequencer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes in the state. Each part replaces what was kept under the same name.
 *
 * @param head the conversation's new head
 * @param members those who stand differently now
 * @param receipt what a client id was used for
 * @param shown events to be known to recalls and edits
 * @param reactions how somebody reacts to a message now
 * @param expiring a message that will disappear
 * @param settled a message that would have disappeared later, and is gone
 */
public record Changes(
        Head head,
        List<Member> members,
        @Nullable Receipt receipt,
        List<Shown> shown,
        @Nullable Reactions reactions,
        @Nullable Shown expiring,
        @Nullable Shown settled) {

    public Changes {
        members = List.copyOf(members);
        shown = List.copyOf(shown);
    }
}
