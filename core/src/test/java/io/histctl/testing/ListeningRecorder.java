package io.histctl.testing;

import io.histctl.intercept.InterceptorListener;
import io.histctl.intercept.ResumedRequest;
import io.histctl.record.Recorded;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what an interceptor reports. */
public final class ListeningRecorder implements InterceptorListener {
    public final List<ResumedRequest> resumed = new CopyOnWriteArrayList<>();
    public final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    public final List<String> begun = new CopyOnWriteArrayList<>();
    public final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

    @Override
    public void resumed(String conversation, ResumedRequest request) {
        resumed.add(request);
    }

    @Override
    public void recorded(String conversation, Recorded done) {
        recorded.add(done);
    }

    @Override
    public void ambiguous(String conversation) {
        begun.add(conversation);
    }

    @Override
    public void failed(String conversation, String what, RuntimeException cause) {
        failures.add(cause);
    }
}
