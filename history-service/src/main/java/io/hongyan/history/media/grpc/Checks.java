package io.hongyan.history.media.grpc;

import io.grpc.Status;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.Storage;
import io.hongyan.history.media.Storage.Checked;
import io.hongyan.history.media.postgres.MediaItems;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Has uploads checked, each once: a check may take longer than whoever asked for it waits, and who asks again hears of the same one.
 */
@ApplicationScoped
public class Checks {

    /** As many may be under way or wait in this process. */
    private static final int MOST = 256;

    private final ConcurrentMap<String, CompletableFuture<FinishUploadResponse>> underWay = new ConcurrentHashMap<>();
    private final MediaItems items;
    private final MeterRegistry meters;

    Checks(MediaItems items, MeterRegistry meters) {
        this.items = items;
        this.meters = meters;
        meters.gaugeMapSize("hongyan.media.checks", List.of(), underWay);
    }

    /** What comes of an upload that is not known to be ready. */
    Uni<FinishUploadResponse> of(Storage storage, MediaItem item) {
        if (underWay.size() >= MOST && !underWay.containsKey(item.mediaId())) {
            return Uni.createFrom()
                    .failure(Status.UNAVAILABLE
                            .withDescription("Too many uploads are being checked; try again.")
                            .asRuntimeException());
        }
        var mine = new CompletableFuture<FinishUploadResponse>();
        var before = underWay.putIfAbsent(item.mediaId(), mine);
        if (before != null) {
            return Uni.createFrom().completionStage(before.copy());
        }
        Uni.createFrom()
                .completionStage(() -> storage.check(item))
                .chain(checked -> settled(storage, item, checked))
                .onTermination()
                .invoke(() -> underWay.remove(item.mediaId()))
                .subscribe()
                .with(mine::complete, mine::completeExceptionally);
        return Uni.createFrom().completionStage(mine.copy()); // a caller that gives up ends its copy only
    }

    private Uni<FinishUploadResponse> settled(Storage storage, MediaItem item, Checked checked) {
        return switch (checked) {
            case Checked.Incomplete _ ->
                answer("incomplete", ErrorCode.ERROR_CODE_MEDIA_INCOMPLETE, "Not all bytes are there yet.");
            case Checked.Refused refused ->
                items.remove(item.mediaId())
                        .chain(() -> Uni.createFrom().completionStage(() -> storage.remove(item.mediaId())))
                        .chain(() -> answer("refused", ErrorCode.ERROR_CODE_MEDIA_REFUSED, refused.sentence()));
            case Checked.Sound sound -> ready(storage, item.checked(sound.picture()));
        };
    }

    private Uni<FinishUploadResponse> ready(Storage storage, MediaItem checked) {
        return items.ready(checked).chain(isKnown -> {
            if (isKnown) {
                count("ready");
                return Uni.createFrom()
                        .item(FinishUploadResponse.newBuilder()
                                .setReady(checked.told())
                                .build());
            }
            return Uni.createFrom()
                    .completionStage(() -> storage.remove(checked.mediaId()))
                    .chain(() -> answer(
                            "given_up",
                            ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND,
                            "The upload was given up while it was checked; begin it again."));
        });
    }

    private Uni<FinishUploadResponse> answer(String outcome, ErrorCode code, String sentence) {
        count(outcome);
        return Uni.createFrom()
                .item(FinishUploadResponse.newBuilder()
                        .setRefused(MediaAnswers.refusal(code, sentence))
                        .build());
    }

    private void count(String outcome) {
        meters.counter("hongyan.media.uploads", "outcome", outcome).increment();
    }
}
