package io.histctl.store.postgresql.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Passes on the traffic between the driver and a server without TLS, counts round trips and cuts connections. */
final class WireProxy implements AutoCloseable {
    private static final int READY_FOR_QUERY = 'Z';

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong roundTrips = new AtomicLong();
    private volatile boolean refusing;

    WireProxy(String url) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        run(this::accept);
    }

    /** The JDBC URL that leads through this proxy. */
    String url() {
        String query = server.getQuery() == null ? "" : server.getQuery() + "&";
        return "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + server.getPath() + "?" + query
                + "sslmode=disable&gssEncMode=disable";
    }

    /** How often the server has answered a client that waited for it. */
    long roundTrips() {
        return roundTrips.get();
    }

    /** Cuts all connections, and accepts no others until {@link #restore}. */
    void cut() throws IOException {
        refusing = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void restore() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            if (refusing) {
                client.close();
                continue;
            }
            Socket there = new Socket(server.getHost(), server.getPort() < 0 ? 5432 : server.getPort());
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            open.add(client);
            open.add(there);
            run(() -> copy(client, there));
            run(() -> answers(there, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        }
    }

    /** Each message of the server is a letter, a length that counts itself, and a body. */
    private void answers(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(from.getInputStream()));
            OutputStream out = new java.io.BufferedOutputStream(to.getOutputStream());
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                int length = in.readInt();
                out.write(letter);
                out.write(java.nio.ByteBuffer.allocate(Integer.BYTES)
                        .putInt(length)
                        .array());
                out.write(in.readNBytes(length - Integer.BYTES));
                if (letter == READY_FOR_QUERY) {
                    roundTrips.incrementAndGet();
                }
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a connection or the proxy was closed
            } catch (UncheckedIOException e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
