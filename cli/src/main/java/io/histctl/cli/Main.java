package io.histctl.cli;

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

/** The program's entry: the process's own streams, in UTF-8 whatever the locale. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (arguments.length > 1) { // not for help
            new Preparation().start();
        }
        PrintStream out = printer(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
        PrintStream err = printer(new FileOutputStream(FileDescriptor.err));
        // a file's own stream seeks before it reads many bytes, which a pipe can't
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
        CliContext context = new CliContext(in, out, err, System.getenv(), Clock.systemUTC(), Terminal.find());
        int code = Program.run(context, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static PrintStream printer(OutputStream out) {
        return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    }
}
