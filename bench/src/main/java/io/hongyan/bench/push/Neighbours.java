package io.hongyan.bench.push;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetTotalsResponse;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.PresenceServiceGrpc;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Stands in for presence-service and the unread role, which are not what is measured: answers over a real socket what the
 * correspondences say, exactly and at once.
 */
final class Neighbours implements AutoCloseable {

    private final Map<String, Correspondence> byReader;
    private final Server server;

    private Neighbours(Map<String, Correspondence> byReader) throws IOException {
        this.byReader = byReader;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .addService(new Presence())
                .addService(new Unread())
                .build()
                .start();
    }

    static Neighbours start(Map<String, Correspondence> byReader) {
        try {
            return new Neighbours(byReader);
        } catch (IOException e) {
            throw new UncheckedIOException("The neighbours cannot listen.", e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Presence extends PresenceServiceGrpc.PresenceServiceImplBase {

        @Override
        public void locate(LocateRequest request, StreamObserver<LocateResponse> answer) {
            var found = LocateResponse.newBuilder();
            for (String user : request.getUserIdsList()) {
                Correspondence correspondence = byReader.get(user);
                if (correspondence != null && correspondence.foreground()) {
                    found.addSessions(Session.newBuilder()
                            .setUserId(user)
                            .setDeviceId(Phones.DEVICE)
                            .setState(SessionState.SESSION_STATE_FOREGROUND));
                }
            }
            answer.onNext(found.build());
            answer.onCompleted();
        }
    }

    private final class Unread extends ConversationServiceGrpc.ConversationServiceImplBase {

        @Override
        public void getTotals(GetTotalsRequest request, StreamObserver<GetTotalsResponse> answer) {
            var totals = GetTotalsResponse.newBuilder();
            for (String user : request.getUserIdsList()) {
                Correspondence correspondence = byReader.get(user);
                if (correspondence == null) {
                    answer.onError(Status.NOT_FOUND.withDescription(user).asRuntimeException());
                    return;
                }
                totals.addTotals(correspondence.unread(request.getReached().getRevision()));
            }
            answer.onNext(totals.build());
            answer.onCompleted();
        }
    }
}
