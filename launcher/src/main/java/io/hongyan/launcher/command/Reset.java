package io.hongyan.launcher.command;

import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;

/** {@code reset}: removes all data of the development suite, after asking. */
public final class Reset {

    private final Layout layout;
    private final BufferedReader in;
    private final PrintStream out;

    /** For one checkout; speaks to a terminal. */
    public Reset(Layout layout, BufferedReader in, PrintStream out) {
        this.layout = layout;
        this.in = in;
        this.out = out;
    }

    /** Asks unless {@code --yes} is given. Returns 1 if nothing was removed. */
    public int run(List<String> arguments) throws IOException {
        if (!Leftovers.find(layout).isEmpty()) {
            throw new LauncherException("The suite runs. End it with `./hongyan down`, then reset.");
        }
        if (!Files.exists(layout.state())) {
            out.println("hongyan: there is no data in " + layout.state());
            return 0;
        }
        if (!arguments.contains("--yes") && !agreed()) {
            out.println("hongyan: nothing removed");
            return 1;
        }
        layout.remove();
        out.println("hongyan: removed " + layout.state());
        return 0;
    }

    private boolean agreed() throws IOException {
        out.print("This removes all messages, accounts' devices and logs in %s. Type yes to go on: "
                .formatted(layout.state()));
        out.flush();
        return "yes".equals(in.readLine());
    }
}
