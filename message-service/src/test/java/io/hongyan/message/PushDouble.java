package io.hongyan.message;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.hongyan.proto.push.v1.DeviceServiceGrpc;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.ExplanationServiceGrpc;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.ListDevicesResponse;
import io.hongyan.proto.push.v1.PreferenceServiceGrpc;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceResponse;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsResponse;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.proto.push.v1.SetPreferencesResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands in for push-service: answers what a test says, and keeps what it was asked to change. */
public final class PushDouble {

    /** By user. */
    public final Map<String, ListDevicesResponse> devices = new ConcurrentHashMap<>();

    /** By user. */
    public final Map<String, GetPreferencesResponse> wishes = new ConcurrentHashMap<>();

    /** By user. */
    public final Map<String, ExplainAlertResponse> explanations = new ConcurrentHashMap<>();

    /** Every explanation it was asked for. */
    public final Queue<ExplainAlertRequest> explained = new ConcurrentLinkedQueue<>();

    /** What it refuses to do for a user, and how. */
    public final Map<String, Status> refusals = new ConcurrentHashMap<>();

    /** Every change it was asked for. */
    public final Queue<Object> changes = new ConcurrentLinkedQueue<>();

    BindableService devices() {
        return new DeviceServiceGrpc.DeviceServiceImplBase() {
            @Override
            public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesResponse> answer) {
                answer(
                        request.getUserId(),
                        devices.getOrDefault(request.getUserId(), ListDevicesResponse.getDefaultInstance()),
                        answer);
            }

            @Override
            public void removeDevice(RemoveDeviceRequest request, StreamObserver<RemoveDeviceResponse> answer) {
                changes.add(request);
                answer(request.getUserId(), RemoveDeviceResponse.getDefaultInstance(), answer);
            }
        };
    }

    BindableService preferences() {
        return new PreferenceServiceGrpc.PreferenceServiceImplBase() {
            @Override
            public void getPreferences(GetPreferencesRequest request, StreamObserver<GetPreferencesResponse> answer) {
                answer(
                        request.getUserId(),
                        wishes.getOrDefault(request.getUserId(), GetPreferencesResponse.getDefaultInstance()),
                        answer);
            }

            @Override
            public void setPreferences(SetPreferencesRequest request, StreamObserver<SetPreferencesResponse> answer) {
                changes.add(request);
                answer(request.getUserId(), SetPreferencesResponse.getDefaultInstance(), answer);
            }

            @Override
            public void setConversationAlerts(
                    SetConversationAlertsRequest request, StreamObserver<SetConversationAlertsResponse> answer) {
                changes.add(request);
                answer(request.getUserId(), SetConversationAlertsResponse.getDefaultInstance(), answer);
            }
        };
    }

    BindableService explanations() {
        return new ExplanationServiceGrpc.ExplanationServiceImplBase() {
            @Override
            public void explainAlert(ExplainAlertRequest request, StreamObserver<ExplainAlertResponse> answer) {
                explained.add(request);
                answer(
                        request.getUserId(),
                        explanations.getOrDefault(request.getUserId(), ExplainAlertResponse.getDefaultInstance()),
                        answer);
            }
        };
    }

    private <T> void answer(String user, T usual, StreamObserver<T> answer) {
        Status refusal = refusals.get(user);
        if (refusal != null) {
            answer.onError(refusal.asRuntimeException());
            return;
        }
        answer.onNext(usual);
        answer.onCompleted();
    }
}
