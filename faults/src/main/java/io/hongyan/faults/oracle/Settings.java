package io.hongyan.faults.oracle;

import io.hongyan.faults.oracle.Fact.Asked;
import io.hongyan.faults.oracle.Fact.Change;
import io.hongyan.faults.oracle.Setting.Of;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mutes and blocks of everybody. */
final class Settings {

    private final Map<List<Object>, Setting> settings = new HashMap<>();

    void asked(Asked ask) {
        switch (ask.change()) {
            case Change.Mute(boolean on) ->
                of(Of.MUTE, ask.user(), ask.conversation()).asked(ask.ask(), on, ask.atMs());
            case Change.Block(boolean on) ->
                of(Of.BLOCK, ask.user(), ask.conversation()).asked(ask.ask(), on, ask.atMs());
            default -> {}
        }
    }

    void done(Asked ask, long atMs) {
        of(ask).ifPresent(setting -> setting.done(ask.ask(), atMs));
    }

    /**
     * It was refused at last. Devices ask again until they are answered: whoever was removed meanwhile is refused, though an
     * earlier attempt may have counted.
     */
    void denied(Asked ask, String code, long atMs) {
        of(ask).ifPresent(setting -> {
            if (code.equals("NOT_A_MEMBER")) {
                setting.doubted(ask.ask(), atMs);
            } else {
                setting.denied(ask.ask());
            }
        });
    }

    /** What is asked to be set; empty if it is something else. */
    private Optional<Setting> of(Asked ask) {
        return switch (ask.change()) {
            case Change.Mute _ -> Optional.of(of(Of.MUTE, ask.user(), ask.conversation()));
            case Change.Block _ -> Optional.of(of(Of.BLOCK, ask.user(), ask.conversation()));
            default -> Optional.empty();
        };
    }

    private Setting of(Of kind, String user, String conversation) {
        return settings.computeIfAbsent(List.of(kind, user, conversation), key -> new Setting());
    }

    /** Whether it may be so in the end. */
    boolean mayBe(Of kind, String user, String conversation, boolean on) {
        return mayBe(kind, user, conversation, on, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Whether it may have been so at some moment of a time. */
    boolean mayBe(Of kind, String user, String conversation, boolean on, long fromMs, long toMs) {
        Setting setting = settings.get(List.of(kind, user, conversation));
        return setting == null ? !on : setting.mayBe(on, fromMs, toMs);
    }

    /** Whether it was certainly so all the time. */
    boolean mustBe(Of kind, String user, String conversation, boolean on, long fromMs, long toMs) {
        return !mayBe(kind, user, conversation, !on, fromMs, toMs);
    }
}
