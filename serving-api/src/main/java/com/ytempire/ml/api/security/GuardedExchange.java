package com.ytempire.ml.api.security;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection of their own. Confined to the connection's thread. */
final class GuardedExchange extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final AllowedUrl url;
  private final CompletableFuture<byte[]> answer;

  GuardedExchange(AllowedUrl url, CompletableFuture<byte[]> answer) {
    this.url = url;
    this.answer = answer;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    URI uri = url.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path + query);
    request
        .headers()
        .set(HttpHeaderNames.HOST, uri.getRawAuthority())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
        .set(HttpHeaderNames.USER_AGENT, "ytempire");
    // A failure comes to exceptionCaught.
    var unused = context.writeAndFlush(request, context.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    HttpResponseStatus status = response.status();
    if (status.equals(HttpResponseStatus.OK)) {
      answer.complete(ByteBufUtil.getBytes(response.content()));
    } else if (status.codeClass() == HttpStatusClass.REDIRECTION) {
      fail("it redirects, and redirects are not followed", null);
    } else {
      fail("it answers with status " + status.code(), null);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("its connection ended before its answer", null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    fail(
        failure instanceof TooLongHttpContentException
            ? "its answer is too large"
            : "its answer cannot be read",
        failure);
    var unused = context.close(context.voidPromise());
  }

  private void fail(String reason, @Nullable Throwable cause) {
    answer.completeExceptionally(new FetchException(reason, cause));
  }
}
