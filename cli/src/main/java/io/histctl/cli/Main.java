package io.histctl.cli;

import io.histctl.HistoryStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Entry point: runs the command line on the streams of the process, in UTF-8 whatever the locale. */
public final class Main {
    private Main() {}

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        if (arguments.length > 1) { // not for help
            Thread preloading = new Thread(Main::preload, "preload");
            preloading.setDaemon(true);
            preloading.setUncaughtExceptionHandler((thread, failure) -> {}); // the command meets and reports it too
            preloading.start();
        }
        PrintStream out = printer(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
        PrintStream err = printer(new FileOutputStream(FileDescriptor.err));
        // FileInputStream.readNBytes seeks, which a pipe can't
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
        CliContext context = new CliContext(in, out, err, System.getenv(), Clock.systemUTC(), Terminal.find());
        int code = Program.run(context, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Loads what every command needs, while the command line is read: a short command mostly loads classes. */
    static void preload() {
        HistoryStore.prepare();
    }

    static PrintStream printer(OutputStream out) {
        return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    }
}
