package io.hongyan.history.media.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.grpc.Arrivals;
import io.hongyan.history.archive.grpc.HistoryQueries;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.media.Carrying;
import io.hongyan.history.media.MediaConfig;
import io.hongyan.history.media.MediaItem;
import io.hongyan.history.media.MediaItem.Picture;
import io.hongyan.history.media.Storage;
import io.hongyan.history.media.UploadLimits;
import io.hongyan.history.media.postgres.MediaItems;
import io.hongyan.history.media.quarkus.MediaKeeping;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.BeginUploadResponse;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.GetLinkResponse;
import io.hongyan.proto.media.v1.MediaRefusal;
import io.hongyan.proto.media.v1.MediaService;
import io.hongyan.proto.media.v1.UploadPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans uploads, has them checked, and hands out links to what the user who asks may see. */
@GrpcService
public class MediaAnswers implements MediaService {

    private static final MediaRefusal DISABLED =
            refusal(ErrorCode.ERROR_CODE_MEDIA_DISABLED, "This deployment keeps no media.");
    private static final MediaRefusal NO_UPLOAD = refusal(
            ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND, "There is no such upload of yours; it may have been given up.");
    private static final MediaRefusal NOT_CARRIED =
            refusal(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND, "No message that you see there carries these media.");
    private static final MediaRefusal NO_THUMBNAIL =
            refusal(ErrorCode.ERROR_CODE_MEDIA_NOT_FOUND, "These media have no thumbnail.");

    private final MediaKeeping keeping;
    private final MediaItems items;
    private final Checks checks;
    private final ArchiveStore archive;
    private final Arrivals arrivals;
    private final MediaConfig config;
    private final UploadLimits limits;
    private final MeterRegistry meters;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();

    MediaAnswers(
            MediaKeeping keeping,
            MediaItems items,
            Checks checks,
            ArchiveStore archive,
            Arrivals arrivals,
            MediaConfig config,
            MeterRegistry meters) {
        this.keeping = keeping;
        this.items = items;
        this.checks = checks;
        this.archive = archive;
        this.arrivals = arrivals;
        this.config = config;
        this.limits = UploadLimits.of(config);
        this.meters = meters;
    }

    @Override
    public Uni<BeginUploadResponse> beginUpload(BeginUploadRequest request) {
        Optional<Storage> storage = keeping.storage();
        if (storage.isEmpty()) {
            return Uni.createFrom()
                    .item(BeginUploadResponse.newBuilder().setRefused(DISABLED).build());
        }
        String objection = limits.objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        var announced = new MediaItem(
                MediaItem.newId(random),
                request.getUserId(),
                request.getContentType(),
                request.getSizeBytes(),
                request.getSha256(),
                false,
                Picture.UNKNOWN);
        return items.begin(announced, clock.millis(), config.uploadsMax())
                .chain(found -> found.map(item -> plan(storage.get(), item).map(plan -> {
                            count(item.mediaId().equals(announced.mediaId()) ? "begun" : "gone_on");
                            return BeginUploadResponse.newBuilder()
                                    .setPlan(plan)
                                    .build();
                        }))
                        .orElseGet(() -> {
                            count("limited");
                            return Uni.createFrom()
                                    .item(BeginUploadResponse.newBuilder()
                                            .setRefused(refusal(
                                                    ErrorCode.ERROR_CODE_LIMIT_REACHED,
                                                    "At most %d uploads may be under way: finish one first."
                                                            .formatted(config.uploadsMax())))
                                            .build());
                        }));
    }

    private static Uni<UploadPlan> plan(Storage storage, MediaItem item) {
        return item.ready()
                ? Uni.createFrom()
                        .item(UploadPlan.newBuilder()
                                .setMediaId(item.mediaId())
                                .setOffset(item.sizeBytes())
                                .build())
                : Uni.createFrom().completionStage(() -> storage.plan(item));
    }

    @Override
    public Uni<FinishUploadResponse> finishUpload(FinishUploadRequest request) {
        Optional<Storage> storage = keeping.storage();
        if (storage.isEmpty()) {
            return refused(DISABLED);
        }
        String objection = UploadLimits.objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        return items.find(request.getMediaId())
                .chain(found -> found.filter(item -> item.userId().equals(request.getUserId()))
                        .map(item -> item.ready()
                                ? Uni.createFrom()
                                        .item(FinishUploadResponse.newBuilder()
                                                .setReady(item.told())
                                                .build())
                                : checks.of(storage.get(), item))
                        .orElseGet(() -> refused(NO_UPLOAD)));
    }

    @Override
    public Uni<GetLinkResponse> getLink(GetLinkRequest request) {
        Optional<Storage> storage = keeping.storage();
        if (storage.isEmpty()) {
            return noLink(DISABLED);
        }
        String objection = UploadLimits.objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        Uni<Boolean> mayLoad = request.getConversationId().isEmpty()
                ? items.find(request.getMediaId())
                        .map(found -> found.filter(item -> item.userId().equals(request.getUserId()))
                                .isPresent())
                : isShown(request);
        return mayLoad.chain(may -> may ? link(storage.get(), request) : noLink(NOT_CARRIED));
    }

    /** Whether the message, as the user is shown it, carries the media. */
    private Uni<Boolean> isShown(GetLinkRequest request) {
        List<String> conversation = List.of(request.getConversationId());
        long seq = request.getSeq();
        return arrivals.await(
                        () -> archive.view(request.getUserId(), conversation),
                        views -> views.getFirst().headSeq() >= seq,
                        conversation)
                .chain(views -> HistoryQueries.visible(views.getFirst()))
                .chain(visible -> archive.show(
                        request.getUserId(),
                        conversation,
                        List.of(visible.holds(seq) ? new Page(seq, seq, false) : Page.NOTHING)))
                .map(shown -> Carrying.carries(shown.getFirst(), request.getMediaId()));
    }

    private Uni<GetLinkResponse> link(Storage storage, GetLinkRequest request) {
        return items.find(request.getMediaId())
                .chain(found -> found.filter(MediaItem::ready)
                        .map(item -> {
                            if (request.getThumbnail() && item.picture().thumbnail() == null) {
                                return noLink(NO_THUMBNAIL);
                            }
                            countLink("made");
                            return Uni.createFrom()
                                    .item(GetLinkResponse.newBuilder()
                                            .setLink(storage.link(item, request.getThumbnail()))
                                            .build());
                        })
                        .orElseGet(() -> noLink(NOT_CARRIED)));
    }

    private Uni<GetLinkResponse> noLink(MediaRefusal refusal) {
        countLink("refused");
        return Uni.createFrom()
                .item(GetLinkResponse.newBuilder().setRefused(refusal).build());
    }

    static MediaRefusal refusal(ErrorCode code, String sentence) {
        return MediaRefusal.newBuilder().setCode(code).setMessage(sentence).build();
    }

    private static Uni<FinishUploadResponse> refused(MediaRefusal refusal) {
        return Uni.createFrom()
                .item(FinishUploadResponse.newBuilder().setRefused(refusal).build());
    }

    private void count(String outcome) {
        meters.counter("hongyan.media.uploads", "outcome", outcome).increment();
    }

    private void countLink(String outcome) {
        meters.counter("hongyan.media.links", "outcome", outcome).increment();
    }

    private static <T> Uni<T> invalid(@Nullable String sentence) {
        return Uni.createFrom()
                .failure(Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException());
    }
}
