package io.hongyan.launcher.chat;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** For people: what is typed stays at the bottom, what arrives scrolls above it. */
final class TerminalScreen implements Screen {

    private final Terminal terminal;
    private final LineReader reader;
    private volatile String prompt = "> ";
    private volatile boolean stopped;

    TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // an exclamation mark is one
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true) // what was said comes back with its number
                .build();
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public void note(String line) {
        reader.printAbove(new AttributedString(line, AttributedStyle.DEFAULT.faint()));
    }

    @Override
    public void prompt(String text) {
        prompt = text;
        if (reader instanceof LineReaderImpl open && open.isReading()) {
            open.setPrompt(text);
            open.callWidget(LineReader.REDISPLAY);
        }
    }

    @Override
    public void read(Consumer<String> line, Runnable typing) {
        Widget insert = requireNonNull(reader.getWidgets().get(LineReader.SELF_INSERT));
        reader.getWidgets().put(LineReader.SELF_INSERT, () -> {
            if (!reader.getBuffer().toString().startsWith("/")) {
                typing.run();
            }
            return insert.apply();
        });
        while (!stopped) {
            try {
                line.accept(reader.readLine(prompt));
            } catch (UserInterruptException | EndOfFileException e) {
                return; // Ctrl-C, Ctrl-D
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be closed.", e);
        }
    }
}
