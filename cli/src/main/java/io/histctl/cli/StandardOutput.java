package io.histctl.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output; ends the command if its reader closes the pipe, as {@code head} does. */
final class StandardOutput extends FilterOutputStream {
    private boolean gone;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** The reader closed the pipe. An error, because picocli would handle an exception as a failure of the command. */
    static final class ReaderGone extends Error {
        /** The exit status that shells report for SIGPIPE. */
        static final int EXIT = 128 + 13;

        ReaderGone(IOException cause) {
            super("the reader of standard output closed it", cause);
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
