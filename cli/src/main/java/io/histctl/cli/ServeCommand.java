package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.serve.Limits;
import io.histctl.cli.serve.ProxyServer;
import io.histctl.cli.serve.ServeOptions;
import io.histctl.cli.view.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** {@code histctl serve}: a local proxy between apps and the API. */
final class ServeCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<InetSocketAddress> listen;
    private final ArgumentValue<URI> upstream;
    private final ArgumentValue<String> token;
    private final ArgumentValue<Boolean> shared;
    private final ArgumentValue<Boolean> failClosed;
    private final TranscriberOptions transcriber;
    private final ArgumentValue<Long> maxBody;
    private final ArgumentValue<Long> maxConnections;
    private final ArgumentValue<Duration> idleTimeout;
    private final ArgumentValue<Duration> upstreamTimeout;

    ServeCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Forwards an app's requests to the API. Those of voice chats are made valid on their way, and recorded",
                "with their replies. Set the app's base URL to http://127.0.0.1:8787/v1, or, to name the conversation,",
                "to http://127.0.0.1:8787/c/NAME/v1.");
        listen = arguments.option("HOST:PORT", ServeCommand::address, "127.0.0.1:8787", "where to listen", "--listen");
        upstream = arguments.option(
                "URL", ServeCommand::url, "https://api.openai.com/v1", "the API's base URL", "--upstream");
        arguments.group("Access:");
        token = arguments.text(
                "TEXT",
                "what requests must send as X-Histctl-Token (default: $HISTCTL_TOKEN); needed to listen on an address"
                        + " that other machines can reach",
                "--token");
        shared = arguments.flag("let every API key use every conversation, not only its own", "--shared");
        failClosed =
                arguments.flag("refuse what can't be made valid or recorded, and don't forward it", "--fail-closed");
        arguments.group("Transcription:");
        transcriber = new TranscriberOptions(arguments, null, new OpenAiArguments(arguments));
        arguments.group("Limits:");
        maxBody = arguments.option(
                "MIB", Converters::whole, "64", "the largest request body, uncompressed", "--max-body");
        maxConnections = arguments.option(
                "COUNT", Converters::whole, "256", "the most requests at the same time", "--max-connections");
        idleTimeout = arguments.duration("30s", "how long a client may send or read nothing", "--idle-timeout");
        upstreamTimeout = arguments.duration("10m", "how long the API may send nothing", "--upstream-timeout");
        arguments.examples("histctl serve", "OPENAI_BASE_URL=http://127.0.0.1:8787/v1 python app.py");
    }

    @Override
    public Integer call() throws IOException {
        ServeOptions options = options();
        configureServer(options.limits());
        CliContext context = root.context();
        try (HistoryStore store = root.openOrCreate();
                ProxyServer proxy = new ProxyServer(
                        options, store, context.clock(), line -> print(context.out(), line), this::report)) {
            Thread stopping = new Thread(() -> stop(proxy, store), "histctl-stop");
            Runtime.getRuntime().addShutdownHook(stopping);
            report("listening on " + proxy.baseUrl() + ", forwarding to " + options.upstream());
            report("pages of the conversations: " + proxy.pages());
            awaitSignal();
            Runtime.getRuntime().removeShutdownHook(stopping);
            return 0;
        }
    }

    private ServeOptions options() throws IOException {
        try {
            Limits limits = Limits.DEFAULT
                    .withBodyBytes(maxBody.value() << 20)
                    .withConnections(Math.toIntExact(maxConnections.value()))
                    .withClientTimes(Limits.DEFAULT.headers(), idleTimeout.value())
                    .withUpstream(upstreamTimeout.value());
            return new ServeOptions(
                    listen.value(),
                    upstream.value(),
                    token(),
                    shared.value(),
                    failClosed.value(),
                    transcriber.transcriber(root.context()),
                    limits);
        } catch (IllegalArgumentException e) {
            throw arguments.usageError(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String token() {
        String given = token.orNull();
        return given != null ? given : root.context().environment().get("HISTCTL_TOKEN");
    }

    /** The JDK reads these when its server or client is first used. */
    private static void configureServer(Limits limits) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(4 * limits.connections()));
        System.setProperty("sun.net.httpserver.maxIdleConnections", String.valueOf(limits.connections()));
        System.setProperty("jdk.httpclient.keepalive.timeout", "30"); // a server must not close first
    }

    private static void stop(ProxyServer proxy, HistoryStore store) {
        proxy.close();
        store.close();
    }

    /** A signal ends the program; only a host that runs it in a thread interrupts this. */
    private static void awaitSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(String message) {
        synchronized (root.context().err()) {
            root.inform("histctl: " + Printable.line(message));
            root.context().err().flush();
        }
    }

    private static void print(PrintStream out, String line) {
        synchronized (out) {
            try {
                out.println(line);
                out.flush();
            } catch (StandardOutput.ReaderGone gone) {
                // nobody reads the log any more; apps are served all the same
            }
        }
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not a URL; write it like https://api.openai.com/v1");
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
            int port = Integer.parseInt(text.substring(colon + 1));
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not an address; write it like 127.0.0.1:8787");
        }
    }
}
