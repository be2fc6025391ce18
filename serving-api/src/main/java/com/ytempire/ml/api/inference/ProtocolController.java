package com.ytempire.ml.api.inference;

import com.ytempire.ml.api.http.BasePaths;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.inference.protocol.OpenInference;
import com.ytempire.ml.inference.protocol.ProtocolRequest;
import com.ytempire.ml.inference.protocol.ProtocolResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests below {@code /v2} to the protocol as they came, and its answers back as they are.
 * Health is open, as the protocol's own probes are; descriptions need {@code read} or {@code
 * predict}, inference needs {@code predict}. Hidden from the build, which sees no single operation
 * here; they are described in {@code openapi-protocol.yml}.
 */
@Hidden
@Controller(BasePaths.PROTOCOL)
@Produces(MediaType.ALL)
@Consumes(MediaType.ALL)
class ProtocolController {
  private static final byte[] NO_BODY = {};

  private final OpenInference protocol;

  ProtocolController(OpenInference protocol) {
    this.protocol = protocol;
  }

  /** Whether the server is there, or ready. */
  @Get("/health/{probe}")
  @Secured(SecurityRule.IS_ANONYMOUS)
  CompletableFuture<HttpResponse<byte[]>> health(
      HttpRequest<?> request, @PathVariable String probe) {
    return handle(request, NO_BODY);
  }

  /** What the server is. */
  @Get
  @Secured({Scopes.READ, Scopes.PREDICT})
  CompletableFuture<HttpResponse<byte[]>> server(HttpRequest<?> request) {
    return handle(request, NO_BODY);
  }

  /** What a model takes and gives, and whether it is ready. */
  @Get("/{+path}")
  @Secured({Scopes.READ, Scopes.PREDICT})
  CompletableFuture<HttpResponse<byte[]>> describe(
      HttpRequest<?> request, @PathVariable String path) {
    return handle(request, NO_BODY);
  }

  /** Runs a model. */
  @Post("/{+path}")
  @Secured(Scopes.PREDICT)
  CompletableFuture<HttpResponse<byte[]>> infer(
      HttpRequest<?> request, @PathVariable String path, @Body byte @Nullable [] body) {
    return handle(request, body == null ? NO_BODY : body);
  }

  private CompletableFuture<HttpResponse<byte[]>> handle(HttpRequest<?> request, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (String name : request.getHeaders().names()) {
      String value = request.getHeaders().get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    String path = request.getUri().getRawPath();
    return protocol
        .handle(new ProtocolRequest(request.getMethodName(), path, headers, body))
        .thenApply(ProtocolController::response);
  }

  private static HttpResponse<byte[]> response(ProtocolResponse answer) {
    MutableHttpResponse<byte[]> response = HttpResponse.status(answer.status(), null);
    answer.headers().forEach(response::header);
    return response.body(answer.body());
  }
}
