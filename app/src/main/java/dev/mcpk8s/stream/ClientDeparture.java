package dev.mcpk8s.stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the client of a request closes its connection: the framework itself tells only those
 * who have already sent something.
 */
public final class ClientDeparture implements AutoCloseable {

    private static final ClientDeparture UNSEEN = new ClientDeparture(null, future -> {});

    private final @Nullable Channel channel;
    private final ChannelFutureListener listener;

    private ClientDeparture(@Nullable Channel channel, ChannelFutureListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Watches until it is closed.
     *
     * @param action runs once, on a virtual thread, when the connection is closed; soon when it is
     *     closed already
     */
    public static ClientDeparture watch(HttpRequest<?> request, Runnable action) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        if (!(inner instanceof NettyHttpRequest<?> netty)) {
            return UNSEEN;
        }
        Channel channel = netty.getChannelHandlerContext().channel();
        ChannelFutureListener listener = _ -> Thread.startVirtualThread(action);
        channel.closeFuture().addListener(listener);
        return new ClientDeparture(channel, listener);
    }

    /** A connection may serve many requests: the listener must not stay on it. */
    @Override
    public void close() {
        if (channel != null) {
            channel.closeFuture().removeListener(listener);
        }
    }
}
