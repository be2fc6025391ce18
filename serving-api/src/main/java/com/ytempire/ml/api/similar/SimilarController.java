package com.ytempire.ml.api.similar;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.util.concurrent.CompletableFuture;

/** Content like other content. */
@Controller("/similar")
@Secured(Scopes.PREDICT)
class SimilarController {
  private final SimilarService service;

  SimilarController(SimilarService service) {
    this.service = service;
  }

  /** Content like a text, or like content that is known. */
  @Post
  CompletableFuture<SimilarResponse> similar(@Body @Valid SimilarRequest request) {
    return service.find(request);
  }
}
