package io.histctl.cli.serve;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a response of unknown length; a client that reads nothing for too long is disconnected. */
final class WatchedOutput extends FilterOutputStream {
    private final ServedRequest request;

    WatchedOutput(OutputStream out, ServedRequest request) {
        super(out);
        this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        request.watch().allow(request.limits().idle());
        out.write(bytes, from, length);
        request.watch().pause();
        request.entry().sent(length);
    }
}
