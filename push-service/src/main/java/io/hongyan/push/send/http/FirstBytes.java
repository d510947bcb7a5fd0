package io.hongyan.push.send.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of an answer, and no more of it: what says something is short. */
final class FirstBytes implements BodySubscriber<byte[]> {

    private final int bytesMax;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    FirstBytes(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] piece = new byte[Math.min(buffer.remaining(), bytesMax - read.size())];
            buffer.get(piece);
            read.writeBytes(piece);
        }
        if (subscription == null) {
            return; // nobody asked for anything: cannot be
        }
        if (read.size() < bytesMax) {
            subscription.request(1);
        } else {
            body.complete(read.toByteArray()); // before it is cancelled, which counts as a failure otherwise
            subscription.cancel(); // the connection goes with it
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(read.toByteArray());
    }
}
