package dev.mcpk8s.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client is still sending so that it can read its answer: our end first,
 * then what still comes is thrown away. Closing at once would reset the connection, and the client
 * would lose the answer that says what was wrong.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final String NAME = "lingering-close";
    private static final long PATIENCE_SECONDS = 5;

    private boolean lingering;

    private LingeringClose() {}

    /** From now on this connection is closed so. Called on its own thread. */
    static void on(ChannelHandlerContext context) {
        if (context.pipeline().get(NAME) == null) {
            context.pipeline().addFirst(NAME, new LingeringClose());
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingering
                || !(context.channel() instanceof DuplexChannel duplex && duplex.isActive())) {
            closeNow(context, promise);
            return;
        }
        lingering = true;
        ChannelFuture _ = duplex.shutdownOutput();
        Future<?> _ =
                context.executor()
                        .schedule(
                                () -> closeNow(context, promise),
                                PATIENCE_SECONDS,
                                TimeUnit.SECONDS);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (lingering) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }

    private static void closeNow(ChannelHandlerContext context, ChannelPromise promise) {
        ChannelFuture _ = context.close(promise);
    }
}
