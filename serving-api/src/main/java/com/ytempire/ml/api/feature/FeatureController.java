package com.ytempire.ml.api.feature;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.core.feature.EntityKey;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest values of features, each with its age and status. */
@Controller("/features")
@Secured(Scopes.READ)
@Tag(name = "features")
class FeatureController {
  private static final int MOST_NAMES = OnlineFeaturesRequest.MOST_FEATURES;

  private final ReadFeatures features;

  FeatureController(ReadFeatures features) {
    this.features = features;
  }

  /** Reads features of up to 256 entities in one round trip to the store. */
  @Post("/online")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FeatureDocuments.Entities.class)))
  OnlineFeatures online(@Body @Valid OnlineFeaturesRequest request) {
    return new OnlineFeatures(features.of(request));
  }

  /**
   * Reads features of one entity.
   *
   * @param entityType video, channel or topic
   * @param entityId such as US|abc, percent-encoded
   * @param names names separated by commas; all features of the type where absent
   */
  @Get("/{entity_type}/{entity_id}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FeatureDocuments.Entity.class)))
  EntityFeatures one(
      @PathVariable("entity_type") @NotBlank @Size(max = 50) String entityType,
      @PathVariable("entity_id") @NotBlank @Size(max = 255) String entityId,
      @QueryValue @Nullable List<String> names) {
    return new EntityFeatures(features.of(new EntityKey(entityType, entityId), split(names)));
  }

  private static List<String> split(@Nullable List<String> names) {
    List<String> all = new ArrayList<>();
    for (String part : names == null ? List.<String>of() : names) {
      for (String name : part.split(",", -1)) {
        all.add(name.strip());
      }
    }
    if (all.size() > MOST_NAMES) {
      throw ProblemException.invalid("names", all.size(), "at most " + MOST_NAMES + " names");
    }
    for (String name : all) {
      if (name.isEmpty() || name.length() > 100) {
        throw ProblemException.invalid("names", name, "a name has 1 to 100 characters");
      }
    }
    return all;
  }
}
