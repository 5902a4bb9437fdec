package io.histctl.okhttp;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.Answer;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ConversationHeader;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;

/**
 * An OkHttp interceptor that makes the requests of voice chats valid and records them with their replies. Add it as an
 * application interceptor:
 *
 * <pre>{@code
 * OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new HistctlInterceptor(store)).build();
 * }</pre>
 *
 * <p>A request can name its conversation in the header {@link ChatInterceptor#CONVERSATION_HEADER}, which is removed. The
 * response names the conversation in the same header. Thread-safe.
 */
public final class HistctlInterceptor implements Interceptor {
    private final ChatInterceptor chats;

    /** An interceptor with default options, recording to a store that stays open as long as the client is used. */
    public HistctlInterceptor(HistoryStore store) {
        this(ChatInterceptor.of(store));
    }

    /** An interceptor with the options of another one. */
    public HistctlInterceptor(ChatInterceptor chats) {
        this.chats = chats;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String conversation = request.header(ChatInterceptor.CONVERSATION_HEADER);
        RequestBody body = request.body();
        if (body == null
                || body.isDuplex()
                || !ChatInterceptor.isChat(request.method(), request.url().encodedPath())) {
            return chain.proceed(
                    conversation == null
                            ? request
                            : request.newBuilder()
                                    .removeHeader(ChatInterceptor.CONVERSATION_HEADER)
                                    .build());
        }
        Buffer bytes = new Buffer();
        body.writeTo(bytes);
        String id = conversation == null ? null : ConversationHeader.decode(conversation);
        return send(chain, request, chats.call(id, bytes.readByteArray()));
    }

    private static Response send(Chain chain, Request request, ChatCall call) throws IOException {
        Response response = chain.proceed(with(request, call.body()));
        while (call.isVoiceChat()) {
            ResponseBody body = Objects.requireNonNull(response.body());
            MediaType type = body.contentType();
            if (type != null && type.subtype().equals("event-stream")) {
                return answer(
                        response,
                        call,
                        ResponseBody.create(Okio.buffer(Okio.source(call.streamed(body.byteStream()))), type, -1));
            }
            Answer answer = call.answered(response.code(), body.bytes());
            if (!answer.sendAgain()) {
                return answer(response, call, ResponseBody.create(answer.body(), type));
            }
            response = chain.proceed(with(request, answer.body()));
        }
        return response;
    }

    private static Response answer(Response response, ChatCall call, ResponseBody body) {
        return response.newBuilder()
                .header(
                        ChatInterceptor.CONVERSATION_HEADER,
                        ConversationHeader.encode(call.conversation().orElseThrow()))
                .body(body)
                .build();
    }

    private static Request with(Request request, byte[] body) {
        MediaType type = Objects.requireNonNull(request.body()).contentType();
        return request.newBuilder()
                .removeHeader(ChatInterceptor.CONVERSATION_HEADER)
                .method(request.method(), RequestBody.create(body, type))
                .build();
    }
}
