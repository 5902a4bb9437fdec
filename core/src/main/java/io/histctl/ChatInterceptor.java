package io.histctl;

import io.histctl.intercept.AppRequest;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationFinder;
import io.histctl.intercept.InterceptorOptions;
import io.histctl.intercept.RecorderThreads;
import io.histctl.transcribe.Transcriber;
import io.histctl.wire.chat.ChatApi;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of an unchanged app valid, and records them with their replies. It is independent of any HTTP client:
 * adapters such as {@code histctl-okhttp} put it between an app and the API.
 *
 * <pre>{@code
 * ChatInterceptor interceptor = ChatInterceptor.of(store);
 * ChatCall call = interceptor.call("kitchen", request);
 * Answer answer = call.answered(status, post(call.body()));
 * while (answer.sendAgain()) {
 *     answer = call.answered(status, post(answer.body()));
 * }
 * }</pre>
 *
 * <p>Only requests of voice chats are read: those that ask for audio or send an audio id back. All others are passed on
 * unchanged. An interceptor changes nothing but {@code messages}, and adds no message but a summary.
 *
 * <p>Safe for use by multiple threads. The store must stay open while requests are sent.
 */
public final class ChatInterceptor {
    /**
     * The request header in which an app can name the conversation: its id, percent-encoded UTF-8 if it is not printable
     * ASCII or contains a percent sign. It is not sent to the API.
     */
    public static final String CONVERSATION_HEADER = "X-Histctl-Conversation";

    private final StoreHistory history;
    private final InterceptorOptions options;
    private final InterceptorOptions callOptions;
    private final RecorderThreads background;

    private ChatInterceptor(StoreHistory history, InterceptorOptions options, RecorderThreads background) {
        this.history = history;
        this.options = options;
        this.callOptions = callOptions(history.store(), options);
        this.background = background;
    }

    private static InterceptorOptions callOptions(HistoryStore store, InterceptorOptions options) {
        Transcriber transcriber = options.transcriber();
        return transcriber == null
                ? options
                : options.withListener(new TranscribingListener(store, transcriber, options.listener()));
    }

    /** Creates an interceptor with default options. */
    public static ChatInterceptor of(HistoryStore store) {
        return of(store, InterceptorOptions.DEFAULT);
    }

    /** Creates an interceptor with the given options. */
    public static ChatInterceptor of(HistoryStore store, InterceptorOptions options) {
        return new ChatInterceptor(new StoreHistory(store, options.resume()), options, new RecorderThreads());
    }

    /** Whether a request with this method and path may be one of a chat: {@code POST …/chat/completions}. */
    public static boolean isChat(String method, String path) {
        return method.toUpperCase(Locale.ROOT).equals("POST") && path.endsWith(ChatApi.PATH);
    }

    /** The options of this interceptor. */
    public InterceptorOptions options() {
        return options;
    }

    /** An interceptor of the same store with other options. */
    public ChatInterceptor withOptions(InterceptorOptions other) {
        return new ChatInterceptor(history.with(other.resume()), other, background);
    }

    /**
     * Begins a call: makes the app's request valid, so that {@link ChatCall#body} can be sent.
     *
     * @param conversation id of the conversation; if null or empty, the conversation is found as
     *     {@link HistoryStore#find} does, and a request without one begins a new one
     * @param request the body of the app's request
     * @throws RuntimeException if the request can't be made valid and the interceptor fails closed
     */
    public ChatCall call(@Nullable String conversation, byte[] request) {
        AppRequest app = AppRequest.of(request);
        String id =
                !app.isVoice() ? null : conversation == null || conversation.isEmpty() ? identify(app) : conversation;
        return new ChatCall(history, callOptions, background, app, id).prepared();
    }

    private String identify(AppRequest request) {
        String begun = "chat-" + UUID.randomUUID();
        try {
            ConversationFinder.Found found = history.find(request, background::isRecording);
            if (found.ambiguous()) {
                options.listener().ambiguous(begun);
            }
            return found.conversation().orElse(begun);
        } catch (RuntimeException e) {
            options.listener().failed(null, "the conversation of a request was not found", e);
            if (options.failClosed()) {
                throw e;
            }
            return begun;
        }
    }
}
