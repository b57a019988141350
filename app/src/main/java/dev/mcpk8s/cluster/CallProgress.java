package dev.mcpk8s.cluster;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/** How far one call came; what a failure means depends on it. */
final class CallProgress extends EventListener {

    private final Runnable onConnected;
    private volatile boolean connected;
    private volatile boolean shakingHands;
    private volatile @Nullable InetSocketAddress dialled;

    /**
     * @param onConnected runs as soon as the call has a connection, new or old
     */
    CallProgress(Runnable onConnected) {
        this.onConnected = onConnected;
    }

    boolean connected() {
        return connected;
    }

    /** Whether a TLS handshake has begun and not ended. */
    boolean shakingHands() {
        return shakingHands;
    }

    /** Where the last attempt to connect went; null before the first. */
    @Nullable InetSocketAddress dialled() {
        return dialled;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        dialled = address;
    }

    @Override
    public void secureConnectStart(Call call) {
        shakingHands = true;
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        shakingHands = false;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = true;
        onConnected.run();
    }
}
