package io.hongyan.launcher.chat;

import java.util.function.Consumer;

/** Where the chat is shown and typed. */
interface Screen extends AutoCloseable {

    /** Shows a line above what is being typed. */
    void print(String line);

    /** Shows less important things, dimmed where that is possible. */
    void note(String line);

    /** What stands before the cursor, where there is one. */
    void prompt(String text);

    /**
     * Hands every line typed to somebody, until the end of the input or until told to stop.
     *
     * @param typing called while something is being typed
     */
    void read(Consumer<String> line, Runnable typing);

    /** Ends {@link #read}. */
    void stop();

    @Override
    void close();
}
