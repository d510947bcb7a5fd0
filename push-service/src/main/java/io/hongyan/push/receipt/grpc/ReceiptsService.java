package io.hongyan.push.receipt.grpc;

import io.grpc.Status;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.ReceiptService;
import io.hongyan.proto.push.v1.ReportAlertRequest;
import io.hongyan.proto.push.v1.ReportAlertResponse;
import io.hongyan.push.device.Registration;
import io.hongyan.push.receipt.Receipt;
import io.hongyan.push.receipt.postgres.ReceiptStore;
import io.hongyan.push.send.quarkus.Ways;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears from devices what became of alerts, and counts it by provider and app. The caller has authenticated the device. */
@GrpcService
public class ReceiptsService implements ReceiptService {

    private static final Logger LOG = Logger.getLogger(ReceiptsService.class);
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final ReceiptStore receipts;
    private final Ways ways;
    private final InstantSource clock;

    ReceiptsService(ReceiptStore receipts, Ways ways, InstantSource clock) {
        this.receipts = receipts;
        this.ways = ways;
        this.clock = clock;
    }

    @Override
    public Uni<ReportAlertResponse> reportAlert(ReportAlertRequest request) {
        String objection = objection(request);
        if (objection != null) {
            return Uni.createFrom()
                    .failure(Status.INVALID_ARGUMENT.withDescription(objection).asRuntimeException());
        }
        AlertReport report = request.getReport();
        return receipts.report(
                        request.getUserId(),
                        request.getDeviceId(),
                        UUID.fromString(request.getAlertId()),
                        report,
                        clock.instant())
                .invoke(heard -> heard.ifPresent(receipt -> count(receipt, report)))
                .onFailure()
                .transform(failure -> {
                    LOG.error("The table of alerts did not answer.", failure);
                    return Status.UNAVAILABLE
                            .withDescription("The table of alerts cannot be reached; try again.")
                            .asRuntimeException();
                })
                .replaceWith(ReportAlertResponse.getDefaultInstance());
    }

    private static @Nullable String objection(ReportAlertRequest request) {
        if (!ID.matcher(request.getAlertId()).matches()) {
            return "alert_id must be the id that the alert came with.";
        }
        return switch (request.getReport()) {
            case ALERT_REPORT_SHOWN, ALERT_REPORT_OPENED ->
                Registration.objection(request.getUserId(), request.getDeviceId());
            case ALERT_REPORT_UNSPECIFIED, UNRECOGNIZED -> "report must be ALERT_REPORT_SHOWN or _OPENED.";
        };
    }

    private void count(Receipt receipt, AlertReport report) {
        ways.to(receipt.target())
                .ifPresent(way -> way.countReceipt(
                        report == AlertReport.ALERT_REPORT_SHOWN ? "shown" : "opened", receipt.after()));
    }
}
