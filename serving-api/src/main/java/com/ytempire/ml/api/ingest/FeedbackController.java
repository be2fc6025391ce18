package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.concurrent.CompletableFuture;

/** What came of predictions, as their users say. */
@Controller("/feedback")
@Secured(Scopes.INGEST)
@Tag(name = "ingestion")
class FeedbackController {
  private final TakeFeedback feedback;

  FeedbackController(TakeFeedback feedback) {
    this.feedback = feedback;
  }

  /** Takes feedback on one prediction; sending it again changes nothing. */
  @Post
  CompletableFuture<FeedbackAnswer> take(@Body @Valid FeedbackRequest request) {
    return feedback.take(request);
  }
}
