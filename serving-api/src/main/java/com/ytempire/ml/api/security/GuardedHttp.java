package com.ytempire.ml.api.security;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Gets what a URL from a request names: from an address that {@link UrlPolicy} has checked, which a
 * client that resolves the host again would not be sure of; without following redirects; no more
 * than so many bytes, in no more than so much time. Sends no credentials. Certificates must be
 * valid for the URL's host.
 *
 * <p>Never blocks its caller. Safe to share between threads.
 */
public final class GuardedHttp implements AutoCloseable {
  private static final int CONNECT_MILLIS = 3000;

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("guarded-http", true), NioIoHandler.newFactory());
  private final SslContext tls;
  private final Duration timeout;
  private final int mostBytes;

  /**
   * A client that trusts what the machine trusts.
   *
   * @param timeout for one answer as a whole
   * @param mostBytes of one answer's body
   */
  public GuardedHttp(Duration timeout, int mostBytes) {
    this(systemTls(), timeout, mostBytes);
  }

  /** For tests, whose servers nobody trusts. */
  GuardedHttp(SslContext tls, Duration timeout, int mostBytes) {
    this.tls = tls;
    this.timeout = timeout;
    this.mostBytes = mostBytes;
  }

  private static SslContext systemTls() {
    try {
      return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /**
   * The body of the answer to one GET.
   *
   * @param url {@code https} or {@code http}
   * @return fails with {@link FetchException} unless the answer is 200
   * @throws IllegalArgumentException for a bucket
   */
  public CompletableFuture<byte[]> get(AllowedUrl url) {
    if (url.addresses().isEmpty()) {
      throw new IllegalArgumentException("not on the web: " + url.uri());
    }
    var answer = new CompletableFuture<byte[]>();
    ChannelFuture connected =
        new Bootstrap()
            .group(threads)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(exchange(url, answer))
            .connect(new InetSocketAddress(url.addresses().get(0), url.port()));
    connected.addListener(
        (ChannelFutureListener)
            done -> {
              if (!done.isSuccess()) {
                answer.completeExceptionally(
                    new FetchException("its host cannot be reached", done.cause()));
              }
            });
    var timer =
        threads.schedule(
            () ->
                answer.completeExceptionally(new FetchException("its answer takes too long", null)),
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    Channel channel = connected.channel();
    return answer.whenComplete(
        (body, failure) -> {
          timer.cancel(false);
          var unused = channel.close();
        });
  }

  private ChannelInitializer<SocketChannel> exchange(
      AllowedUrl url, CompletableFuture<byte[]> answer) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (url.scheme().equals("https")) {
          channel.pipeline().addLast(tls.newHandler(channel.alloc(), url.host(), url.port()));
        }
        channel
            .pipeline()
            .addLast(new HttpClientCodec())
            .addLast(new HttpObjectAggregator(mostBytes))
            .addLast(new GuardedExchange(url, answer));
      }
    };
  }

  /** Cuts off what is under way. */
  @Override
  public void close() {
    var unused = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
