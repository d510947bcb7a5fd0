package io.hongyan.push.send;

import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Trigger;

/**
 * What an alert says.
 *
 * @param title the first line: the group, or who writes; may be empty
 * @param subtitle the second line: who writes in a group, who mentions, how many messages there are; may be empty
 * @param body what is said; never empty for an alert that is shown
 */
public record Words(String title, String subtitle, String body) {

    /** Of an alert that is not shown. */
    public static final Words NONE = new Words("", "", "");

    private static final int TITLE_BYTES_MAX = 512; // more is not seen on a locked phone, and would leave no room
    private static final int SUBTITLE_BYTES_MAX = 256;
    private static final String AND = " · ";

    /**
     * Of messages.
     *
     * @param lead the message whose words it has
     * @param messages how many it speaks of
     * @param most how much alerts may say here
     * @param placeholder what is shown where a message has no words; empty: in the device's language, that there is one
     */
    public static Words of(Taken lead, int messages, Preview most, String placeholder) {
        Phrases phrases = Phrases.in(lead.manner().language());
        Notice notice = lead.notice();
        String count = phrases.messages(messages);
        String wordless = placeholder.isEmpty() || messages > 1 ? count : placeholder;
        return switch (most.within(lead.manner().preview())) {
            case FULL ->
                new Words(
                        title(notice),
                        subtitle(lead.trigger(), notice, phrases, messages > 1 ? count : ""),
                        notice.body().isEmpty() ? wordless : notice.body());
            case SENDER -> new Words(title(notice), subtitle(lead.trigger(), notice, phrases, ""), wordless);
            case NOTHING -> new Words("", "", wordless);
        };
    }

    /** In place of a message that was taken back: on the screen that had its words. */
    public static Words recalled(Taken recall, Preview most) {
        String what = Phrases.in(recall.manner().language()).recalled();
        return switch (most.within(recall.manner().preview())) {
            case FULL, SENDER -> new Words(place(recall), "", what);
            case NOTHING -> new Words("", "", what);
        };
    }

    private static String title(Notice notice) {
        return Wording.cut(notice.groupName().isEmpty() ? notice.senderId() : notice.groupName(), TITLE_BYTES_MAX);
    }

    private static String subtitle(Trigger trigger, Notice notice, Phrases phrases, String count) {
        String who = trigger.direct()
                ? ""
                : trigger.mentioned()
                        ? phrases.mention(notice.senderId())
                        : notice.groupName().isEmpty() ? "" : notice.senderId();
        String both = who.isEmpty() || count.isEmpty() ? who + count : who + AND + count;
        return Wording.cut(both, SUBTITLE_BYTES_MAX);
    }

    /** Who took it back is not kept: the group, or the other one of two. */
    private static String place(Taken recall) {
        Trigger trigger = recall.trigger();
        if (!trigger.direct()) {
            return Wording.cut(recall.notice().groupName(), TITLE_BYTES_MAX);
        }
        String[] two = trigger.conversationId().split(":", -1);
        return two[1].equals(trigger.userId()) ? two[2] : two[1];
    }

    /** The same with another body. */
    public Words saying(String other) {
        return new Words(title, subtitle, other);
    }

    /** Leaves out what people say to each other: it stays out of logs. */
    @Override
    public String toString() {
        return "Words[]";
    }
}
