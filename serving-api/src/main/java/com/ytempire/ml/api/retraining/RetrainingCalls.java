package com.ytempire.ml.api.retraining;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.model.ModelIds;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.drift.story.RetrainingStories;
import com.ytempire.ml.drift.story.RetrainingStory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds retrainings and tells of them. Safe to share; calls block. */
@Singleton
class RetrainingCalls {
  private static final int ID_LENGTH = 36;

  private final ModelRegistry registry;
  private final Retrainings retrainings;
  private final RetrainingStories stories;

  RetrainingCalls(ModelRegistry registry, Retrainings retrainings, RetrainingStories stories) {
    this.registry = registry;
    this.retrainings = retrainings;
    this.stories = stories;
  }

  /**
   * A page of a model's retrainings, newest first.
   *
   * @param modelId the model, or any version of it
   * @param after id behind which the page begins, or null for the first
   * @throws ProblemException when there is no such model, version or trigger
   */
  RetrainingList list(String modelId, int limit, @Nullable String after) {
    String model = model(modelId);
    Optional<UUID> last = Optional.ofNullable(after).map(id -> require(model, id));
    List<Retraining> found = retrainings.list(Optional.of(model), last, limit + 1);
    List<Retraining> page = found.subList(0, Math.min(limit, found.size()));
    return new RetrainingList(
        model,
        page.stream().map(one -> RetrainingList.Entry.of(one, stories.standing(one))).toList(),
        found.size() > limit ? page.get(limit - 1).trigger().id() : null);
  }

  /**
   * The story of one.
   *
   * @param modelId its model, or any version of that
   * @throws ProblemException when there is no such model or version, or no such trigger of its
   *     model
   */
  RetrainingStory story(String modelId, String triggerId) {
    String model = model(modelId);
    return stories.find(require(model, triggerId)).orElseThrow(RetrainingCalls::unknown);
  }

  private String model(String modelId) {
    return isName(modelId) && !registry.list(Optional.of(modelId)).isEmpty()
        ? modelId
        : ModelIds.require(registry, modelId).ref().name();
  }

  /** Whether a model could have the name; a store may not even be able to look for others. */
  private static boolean isName(String text) {
    try {
      return new ModelRef(text, "0").name().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private UUID require(String model, String text) {
    UUID id = id(text);
    return retrainings
        .find(id)
        .filter(one -> one.trigger().model().name().equals(model))
        .map(one -> one.trigger().id())
        .orElseThrow(RetrainingCalls::unknown);
  }

  private static UUID id(String text) {
    if (text.length() != ID_LENGTH) {
      throw unknown();
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("there is no such trigger of the model");
  }
}
