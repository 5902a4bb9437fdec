package io.histctl.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, which ends the command where its reader goes away, as {@code head} does when it has enough. */
final class StandardOutput extends FilterOutputStream {
    private boolean gone;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** The reader went away. No exception, which picocli would take for the command's own. */
    static final class ReaderGone extends Error {
        /** Of a program that the signal SIGPIPE has ended, as a shell tells it. */
        static final int EXIT = 128 + 13;

        ReaderGone(IOException cause) {
            super("the reader of standard output went away", cause);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (gone) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            gone = "Broken pipe".equals(e.getMessage());
            if (gone) {
                throw new ReaderGone(e);
            }
            throw e;
        }
    }
}
