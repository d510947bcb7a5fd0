package io.hongyan.connector.session.socket;

import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client on a plain or TLS socket, that can also send what no client should. */
final class SocketClient implements FrameClient {

    private static final int PATIENCE_MILLIS = 10_000;

    final Socket socket;

    private SocketClient(Socket socket) {
        this.socket = socket;
    }

    static SocketClient tcp(int port) {
        return connect(new Socket(), port);
    }

    /** From another of this machine's addresses. */
    static SocketClient tcpFrom(String localAddress, int port) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(localAddress, 0));
            return connect(socket, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With so small a buffer for what comes that the server soon has to wait. */
    static SocketClient tcpWithReceiveBuffer(int port, int bytes) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(bytes);
            return connect(socket, port);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SocketClient tls(int port, String... protocols) {
        try {
            SSLSocket socket = (SSLSocket)
                    trustingAnybody().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setEnabledProtocols(protocols);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            return new SocketClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server showed. */
    X509Certificate serverCertificate() {
        try {
            return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SSLContext trustingAnybody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SocketClient connect(Socket socket, int port) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new SocketClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(ClientFrame frame) {
        try {
            frame.writeDelimitedTo(socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sendBytes(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        try {
            socket.getOutputStream().write(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServerFrame next() {
        try {
            ServerFrame frame = ServerFrame.parseDelimitedFrom(socket.getInputStream());
            if (frame == null) {
                throw new AssertionError("the server has closed");
            }
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean closedByServer() {
        try {
            InputStream in = socket.getInputStream();
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
