package io.histctl.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.histctl.intercept.ChatCall;
import io.histctl.intercept.ReplyStream;
import org.jspecify.annotations.Nullable;

/** Records a streamed reply on its way to another listener. */
final class HistctlListener implements ServerSentEventListener {
    private final ServerSentEventListener app;
    private final ChatCall call;
    private final Runnable sendAgain;
    private @Nullable ReplyStream reply;

    HistctlListener(ServerSentEventListener app, ChatCall call, Runnable sendAgain) {
        this.app = app;
        this.call = call;
        this.sendAgain = sendAgain;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        reply = call.isVoiceChat() ? call.streamed() : null;
        app.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        app.onEvent(recorded(event), context);
    }

    @Override
    public void onEvent(ServerSentEvent event) {
        app.onEvent(recorded(event));
    }

    private ServerSentEvent recorded(ServerSentEvent event) {
        ReplyStream stream = reply;
        return stream == null ? event : new ServerSentEvent(event.event(), stream.event(event.data()));
    }

    @Override
    public void onError(Throwable error) {
        if (reply == null && error instanceof HttpException refusal && HistctlHttpClient.isSentAgain(call, refusal)) {
            sendAgain.run();
            return;
        }
        end();
        app.onError(error);
    }

    @Override
    public void onClose() {
        end();
        app.onClose();
    }

    private void end() {
        ReplyStream stream = reply;
        if (stream != null) {
            stream.close();
        }
    }
}
