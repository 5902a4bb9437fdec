package io.histctl.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes that no HTTP client would send. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
    }

    /** Sends a request on a new connection, and returns everything until the proxy closes it. */
    static String send(int port, String... lines) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.write(String.join("\r\n", lines));
            return client.rest();
        }
    }

    RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads until this text has arrived. */
    String until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Reads until the proxy closes the connection. */
    String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) { // reset: closed all the same
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
