package io.hongyan.faults.oracle;

import java.util.List;

/** Facts as people tell them. */
final class Words {

    private Words() {}

    static String of(Fact fact) {
        return switch (fact) {
            case Fact.Paired it ->
                "%s and %s have the conversation %s".formatted(it.one(), it.other(), it.conversation());
            case Fact.Sent it
            when it.isEdit() ->
                "%s edits #%d of %s to say %s".formatted(it.user(), it.editedSeq(), it.conversation(), it.contentId());
            case Fact.Sent it ->
                "%s sends %s to %s%s"
                        .formatted(it.user(), it.contentId(), it.conversation(), it.counts() ? "" : ", silently");
            case Fact.SentAgain it -> "%s sends %s again".formatted(it.user(), it.contentId());
            case Fact.Acked it ->
                "%s is told that %s is #%d of %s, at %d"
                        .formatted(it.user(), it.contentId(), it.seq(), it.conversation(), it.timeMs());
            case Fact.Refused it ->
                "%s is told that %s is refused in %s: %s"
                        .formatted(it.user(), it.contentId(), it.conversation(), it.code());
            case Fact.Asked it ->
                "%s asks for %s in %s (request %d)".formatted(it.user(), it.change(), it.conversation(), it.ask());
            case Fact.Done it -> "request %d is done, by #%d".formatted(it.ask(), it.seq());
            case Fact.Denied it -> "request %d is refused: %s".formatted(it.ask(), it.code());
            case Fact.Shown it -> "%s shows of %s: %s".formatted(it.reader(), it.conversation(), entries(it.entries()));
            case Fact.Read it -> "%s reads %s up to #%d".formatted(it.reader(), it.conversation(), it.seq());
            case Fact.CursorTold it ->
                "%s is told that %s is read up to #%d".formatted(it.reader(), it.conversation(), it.seq());
            case Fact.CursorShown it ->
                "%s shows %s as read up to #%d".formatted(it.reader(), it.conversation(), it.seq());
            case Fact.LoginBegun it -> "%s begins to log in".formatted(it.reader());
            case Fact.LoginFailed it -> "%s could not log in".formatted(it.reader());
            case Fact.Up it ->
                "%s is logged in, in the %s".formatted(it.reader(), it.background() ? "background" : "foreground");
            case Fact.Down it -> "%s is no longer logged in".formatted(it.reader());
            case Fact.AppState it ->
                "%s goes to the %s".formatted(it.reader(), it.background() ? "background" : "foreground");
            case Fact.Watches it -> "%s watches %s".formatted(it.reader(), it.users());
            case Fact.PresenceTold it -> "%s is told that %s is %s".formatted(it.reader(), it.user(), it.state());
            case Fact.Registered it -> "%s is registered for alerts".formatted(it.reader());
            case Fact.Pushed it ->
                "an alert of #%d of %s, %s, badge %d, for the token %.8s…"
                        .formatted(it.seq(), it.conversation(), it.alertId(), it.badge(), it.token());
            case Fact.Trouble it -> "✂ " + it.what();
            case Fact.Calm _ -> "everything works again";
        };
    }

    private static String entries(List<Entry> entries) {
        Entry first = entries.getFirst();
        return entries.size() == 1
                ? "#%d, %s by %s".formatted(first.seq(), first.what(), first.user())
                : "#%d to #%d".formatted(first.seq(), entries.getLast().seq());
    }
}
