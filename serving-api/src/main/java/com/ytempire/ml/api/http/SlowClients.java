package com.ytempire.ml.api.http;

import com.ytempire.ml.core.settings.PlatformSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts off clients that send a request so slowly that it only holds a connection: from its first
 * byte to its last a request has {@code SERVICE_READ_TIMEOUT_MS}, however it is cut into pieces.
 */
@Singleton
final class SlowClients implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);

  private final Provider<PlatformSettings> settings;

  SlowClients(Provider<PlatformSettings> settings) {
    this.settings = settings;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    Duration limit = settings.get().service().limits().readTimeout();
    event.getBean().register(new Connections(limit, null));
    return event.getBean();
  }

  /** Of the server while it has no channel, then of one connection. */
  private static final class Connections implements NettyServerCustomizer {
    private final Duration limit;
    private final @Nullable Channel channel;

    Connections(Duration limit, @Nullable Channel channel) {
      this.limit = limit;
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Connections(limit, channel) : this;
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel == null) {
        return;
      }
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
        var watch = new Watch(limit);
        pipeline.addFirst("slow-client-begin", watch.begin());
        pipeline.addAfter(
            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "slow-client-end", watch.end());
      }
    }
  }

  /** Confined to the connection's event loop. */
  private static final class Watch {
    private final Duration limit;
    private @Nullable ScheduledFuture<?> alarm;

    Watch(Duration limit) {
      this.limit = limit;
    }

    ChannelInboundHandlerAdapter begin() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
          if (alarm == null) {
            alarm =
                context
                    .executor()
                    .schedule(() -> cutOff(context), limit.toMillis(), TimeUnit.MILLISECONDS);
          }
          context.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
          stop();
          context.fireChannelInactive();
        }
      };
    }

    ChannelInboundHandlerAdapter end() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
          if (part instanceof LastHttpContent) {
            stop();
          }
          context.fireChannelRead(part);
        }
      };
    }

    private static void cutOff(ChannelHandlerContext context) {
      LOG.debug("a client was too slow and is cut off");
      context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private void stop() {
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
    }
  }
}
